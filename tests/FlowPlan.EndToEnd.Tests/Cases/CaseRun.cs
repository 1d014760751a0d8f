using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.Emulator;
using FlowPlan.Emulator.Http;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Cases;

/// <summary>Runs one case with the real executable and gathers all that a reader is shown of it.</summary>
internal sealed partial class CaseRun(CaseFolder folder, Platform platform, Workspace workspace)
{
    /// <summary>What a recorded address says in place of the emulator's own, which has another port in every run.</summary>
    private const string ShownTarget = "http://127.0.0.1:8080/";

    private readonly SortedDictionary<string, string> shown = new(StringComparer.Ordinal);

    /// <summary>Runs the case; the result is what its golden files should say, by name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(CaseFolder folder)
    {
        var clock = new CaseClock();
        await using var platform = await Platform.StartAsync(new EmulatorOptions { NumberedIds = true, Time = clock });
        using var workspace = new Workspace();
        using var history = new CaseHistory(folder, platform, clock, workspace);
        await history.HappenAsync();
        foreach (var file in folder.FilesOf(string.Empty))
            workspace.Write(file, File.ReadAllText(Path.Combine(folder.Path, file)));
        return await new CaseRun(folder, platform, workspace).RunAsync();
    }

    private async Task<IReadOnlyDictionary<string, string>> RunAsync()
    {
        var before = await LiveAsync();
        shown["live.json"] = before;
        ShowFile(folder.LockfileName, folder.LockfileName);
        ShowFile(folder.LockfileName + ".journal", "journal.txt");
        platform.Host.ClearRequests();

        if (folder.Case.Also.Contains("drift"))
            shown["drift.txt"] = Transcript("drift", await CommandAsync("drift"));
        var plan = folder.Case.Verb == "destroy" ? null : await PlanAsync();
        Assert.That(Writes(), Is.Empty, "a plan writes nothing");

        var apply = await CommandAsync(folder.Case.Verb, ["--auto-approve", .. folder.Case.Options, .. folder.Case.PlanOptions]);
        var calls = Writes();
        if (plan is { ExitCode: not (0 or 2) })
        {
            Assert.That((apply.ExitCode, apply.Error, calls.Count), Is.EqualTo((plan.ExitCode, plan.Error, 0)), "an apply refuses what the plan refused");
            return Checked();
        }

        shown["calls.txt"] = CallsText.Of(calls);
        shown[folder.Case.Verb + ".txt"] = Transcript(folder.Case.Verb, plan is null ? apply : WithoutPlan(apply, plan));
        if (File.Exists(workspace.PathOf(folder.LockfileName)))
            Schemas.Check("lockfile.schema.json", workspace.Read(folder.LockfileName));
        if (apply.ExitCode == 0 && plan is not null)
            await CheckAfterwardsAsync();
        return Checked();
    }

    private async Task<ProcessResult> PlanAsync()
    {
        var plan = await CommandAsync("plan", ["--detailed-exitcode", .. folder.Case.PlanOptions]);
        shown["plan.txt"] = Transcript("plan", plan);
        if (plan.ExitCode is not (0 or 2))
            return plan;
        var json = await CommandAsync("plan", ["--format", "json", .. folder.Case.PlanOptions]);
        Schemas.Check("plan.schema.json", json.Output);
        shown["plan.json"] = json.Output;
        if (folder.Case.Also.Contains("markdown"))
            shown["plan.md"] = (await CommandAsync("plan", ["--format", "markdown", .. folder.Case.PlanOptions])).Output;
        return plan;
    }

    /// <summary>After an apply there is nothing to do, and what was applied is not taken for drift.</summary>
    private async Task CheckAfterwardsAsync()
    {
        var plan = await InsideAsync("plan", "--detailed-exitcode");
        Assert.That(plan.ExitCode, Is.EqualTo(folder.Case.LeavesWork ? 2 : 0), "after an apply there is nothing to do\n" + plan.All);
        if (!folder.Case.LeavesWork)
        {
            var drift = await InsideAsync("drift");
            Assert.That(drift.ExitCode, Is.Zero, "after an apply there is no drift\n" + drift.All);
        }
    }

    private Task<ProcessResult> InsideAsync(string verb, params string[] options) => FlowPlanInside.RunAsync(
        CaseFolder.EnvironmentWith(folder.Case.Secrets), folder.Arguments([verb, workspace.Folder, .. options, "--endpoint", platform.Target]));

    private Task<ProcessResult> CommandAsync(string verb, params string[] options) => FlowPlanProcess.RunAsync(
        workspace.Folder, CaseFolder.EnvironmentWith(folder.Case.Secrets), folder.Arguments([verb, .. options, "--endpoint", platform.Target]));

    /// <summary>The calls that store something: a validation does not.</summary>
    private List<RecordedRequest> Writes() =>
    [
        .. platform.Host.Requests.Where(r => r.Method != "GET"
            && !r.PathAndQuery.StartsWith("/ims/", StringComparison.Ordinal)
            && !r.PathAndQuery.EndsWith("/mappingSets/validate", StringComparison.Ordinal)),
    ];

    private async Task<string> LiveAsync()
    {
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        return LiveText.Of(JsonNode.Parse(await client.GetStringAsync("__emulator/objects"))!.AsArray());
    }

    /// <summary>An apply first shows its plan, to the letter; a reader has that in another file.</summary>
    private static ProcessResult WithoutPlan(ProcessResult apply, ProcessResult plan)
    {
        Assert.That(apply.Output, Does.StartWith(plan.Output), "an apply begins with the plan that the plan command shows");
        Assert.That(apply.Error, Does.StartWith(plan.Error));
        return apply with { Output = apply.Output[plan.Output.Length..].TrimStart('\n'), Error = apply.Error[plan.Error.Length..] };
    }

    private string Transcript(string verb, ProcessResult run)
    {
        string[] parts = [$"$ flowplan {verb}\n", run.Output, run.Error, $"exit code {run.ExitCode}\n"];
        return Steady(string.Join('\n', parts.Where(p => p.Length > 0)));
    }

    /// <summary>Takes out what is another in every run: port, folder, time taken, request ids.</summary>
    private string Steady(string text)
    {
        text = text.Replace(platform.Target, ShownTarget, StringComparison.Ordinal)
            .Replace(workspace.Folder + Path.DirectorySeparatorChar, string.Empty, StringComparison.Ordinal);
        text = Elapsed().Replace(text, "(0.0s)");
        return RequestId().Replace(text, "request id 0");
    }

    private void ShowFile(string file, string name)
    {
        if (File.Exists(workspace.PathOf(file)))
            shown[name] = workspace.Read(file);
    }

    private SortedDictionary<string, string> Checked()
    {
        foreach (var (name, text) in shown.Where(s => s.Key is not ("calls.txt" or "live.json")))
        {
            foreach (var secret in folder.Case.Secrets.Values.Concat(folder.Case.History.SelectMany(h => h.Secrets.Values)))
                Assert.That(text, Does.Not.Contain(secret), $"{name} shows a secret");
        }

        return shown;
    }

    [GeneratedRegex(@"\(\d+\.\ds\)")]
    private static partial Regex Elapsed();

    [GeneratedRegex("request id:? [0-9a-f-]{32,36}")]
    private static partial Regex RequestId();
}
