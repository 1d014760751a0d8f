using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FlowPlan.EndToEnd.Tests.Crash;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>
/// The quickstart on a platform of its own, with what stands in the way of its files: what is on record and on disk, before
/// and after.
/// </summary>
internal sealed partial class Recorded : IAsyncDisposable
{
    public const string Lockfile = "flowplan.dev.lock.json";
    private string description = "ACME streaming connection for customer data";

    private Recorded(Platform platform) => Platform = platform;

    public Platform Platform { get; }

    public Workspace Workspace { get; } = Workspace.OfExample("quickstart");

    public string LockfilePath => Workspace.PathOf(Lockfile);

    public string JournalPath => LockfilePath + ".journal";

    /// <summary>A workspace in which nothing was applied yet.</summary>
    public static async Task<Recorded> NothingAsync() => new(await Platform.StartAsync());

    /// <summary>A workspace whose lockfile has all that is on the platform.</summary>
    public static async Task<Recorded> AppliedAsync()
    {
        var recorded = await NothingAsync();
        await recorded.ApplyInsideAsync();
        return recorded;
    }

    /// <summary>An apply that only prepares something.</summary>
    public async Task ApplyInsideAsync()
    {
        var apply = await FlowPlanInside.RunAsync(
            Platform.Credentials, "apply", Workspace.Folder, "--env", "dev", "--auto-approve", "--endpoint", Platform.Target);
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
    }

    public Task<ProcessResult> PlanAsync() => Platform.RunAsync(Workspace, "plan", "--env", "dev");

    public Task<ProcessResult> ApplyAsync() => Platform.RunAsync(Workspace, "apply", "--env", "dev", "--auto-approve");

    /// <summary>Wants another description of the connection.</summary>
    public void Describe(string text)
    {
        Workspace.Write("flowplan.yaml", Workspace.Read("flowplan.yaml").Replace($"description: {description}\n", $"description: {text}\n", StringComparison.Ordinal));
        description = text;
    }

    /// <summary>Has the emulator hold up the next call of a method whose path matches.</summary>
    public async Task HoldAsync(string method, string path, int milliseconds)
    {
        using var client = new HttpClient { BaseAddress = Platform.Host.BaseAddress };
        using var script = new StringContent($$"""[{"method": "{{method}}", "path": "{{path}}", "holdMs": {{milliseconds}}}]""");
        using var answer = await client.PutAsync(new Uri("__emulator/faults", UriKind.Relative), script);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The files beside the manifest that are ours, with their bytes, without the one that only a running command has.</summary>
    public SortedDictionary<string, string> Files() => new(
        Directory.EnumerateFiles(Workspace.Folder, "*.lock.json*").ToDictionary(f => Path.GetFileName(f)!, f => Convert.ToBase64String(File.ReadAllBytes(f))), StringComparer.Ordinal);

    /// <summary>The calls that could have changed something.</summary>
    public int Writes() => Exports.WritesOf(Platform).Count();

    /// <summary>
    /// Waits until a running apply has saved what it did before it was held up: a file put there during a save would be replaced
    /// by that save, which looked just before.
    /// </summary>
    public async Task SavesHaveEndedAsync()
    {
        for (var (seen, quiet) = (DateTime.MinValue, 0); quiet < 8;)
        {
            await Task.Delay(50);
            var written = File.GetLastWriteTimeUtc(LockfilePath);
            (seen, quiet) = (written, written == seen ? quiet + 1 : 0);
        }
    }

    /// <summary>With the obstacle gone, the next apply makes all as it is to be, nothing is doubled, and another has nothing to do.</summary>
    public async Task ConvergesAsync()
    {
        var apply = await ApplyAsync();
        var writes = Writes();
        var again = await ApplyAsync();
        Assert.That((apply.ExitCode, again.ExitCode), Is.EqualTo((0, 0)), apply.All + again.All);
        Assert.That(again.Output, Does.Contain("No changes"), again.All);
        Assert.That(Writes(), Is.EqualTo(writes), "the second apply writes nothing");
        Assert.That((await Estate.ObjectsAsync(Platform.Host)).Select(o => o.Kind), Is.EquivalentTo(Estate.Kinds), "one of each");
        Assert.That(JsonNode.Parse(File.ReadAllText(LockfilePath))!["resources"]!.AsObject(), Has.Count.EqualTo(Estate.Kinds.Length));
        Assert.That(Directory.EnumerateFiles(Workspace.Folder, "*.lock.json*").Select(Path.GetFileName), Is.SubsetOf(new[] { Lockfile, Lockfile + ".backup" }));
    }

    /// <summary>There is one finding, which names the file and what to do, and no stack trace.</summary>
    public static void AssertOne(ProcessResult run, string code, string file, string toDo, int exit = 1)
    {
        Assert.That(run.ExitCode, Is.EqualTo(exit), run.All);
        Assert.That(Findings().Matches(run.All).Select(m => m.Groups[1].Value), Is.EqualTo(new[] { code }), run.All);
        Assert.That(run.All, Does.Contain(file).And.Contain(toDo).And.Not.Contain("   at "));
    }

    /// <summary>All findings have one code: each failed resource reports it, and so does the last save.</summary>
    public static void AssertOnly(ProcessResult run, string code, string file, string toDo, int exit)
    {
        Assert.That(run.ExitCode, Is.EqualTo(exit), run.All);
        Assert.That(Findings().Matches(run.All).Select(m => m.Groups[1].Value).Distinct(), Is.EqualTo(new[] { code }), run.All);
        Assert.That(run.All, Does.Contain(file).And.Contain(toDo).And.Not.Contain("   at "));
    }

    public async ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        await Platform.DisposeAsync();
    }

    [GeneratedRegex(@"^(?:error|warning) (FP\d{4})", RegexOptions.Multiline)]
    private static partial Regex Findings();
}
