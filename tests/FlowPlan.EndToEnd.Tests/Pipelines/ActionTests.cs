using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>The action of GitHub in <c>action.yml</c>, with its scripts run against the emulator and an API of GitHub on loopback.</summary>
[Platform("Linux")]
[Parallelizable(ParallelScope.All)]
public sealed class ActionTests
{
    private const string Manifest = "apiVersion: flowplan/v1\nproject: acme-flows\n\nenvironments:\n  dev: { sandbox: dev }\n  prod: { sandbox: prod }\n\nconnections:\n  web: { name: Web, dataType: raw }\n";

    [Test]
    public async Task A_change_is_planned_commented_applied_and_planned_again_without_changes()
    {
        await using var run = await ActionRun.StartAsync();
        run.Workspace.Write("flows/acme/flowplan.yaml", Manifest);

        var validate = await run.RunAsync(("command", "validate"), ("manifests", "acme"));
        Assert.That((validate.ExitCode, validate.Outputs["exit-code"], validate.Outputs["has-changes"], validate.Outputs["summary"]), Is.EqualTo((0, "0", "false", "")), validate.Log);

        (string, string)[] where = [("working-directory", "acme"), ("environment", "dev")];
        var plan = await run.RunAsync(where);
        Assert.That((plan.ExitCode, plan.Outputs["exit-code"], plan.Outputs["has-changes"]), Is.EqualTo((0, "2", "true")), plan.Log);
        var text = await File.ReadAllTextAsync(plan.Outputs["summary"]);
        Assert.That(text, Does.StartWith("<!-- flowplan:acme-flows:dev -->").And.Contain("| create | `connection.web` | Web |"));
        Assert.That((run.Objects.Comments.Items.Single().Text, plan.JobSummary), Is.EqualTo((text, text)));

        run.PullRequest = null;
        var apply = await run.RunAsync([.. where, ("command", "apply"), ("manifests", plan.Outputs["plan-file"])]);
        Assert.That((apply.ExitCode, apply.Outputs["exit-code"], apply.Outputs["has-changes"], apply.Outputs["plan-file"]), Is.EqualTo((0, "0", "true", "")), apply.Log);
        Assert.That(apply.Log, Does.Contain("Apply complete: 1 resource (1 created)."));

        run.PullRequest = "7";
        var again = await run.RunAsync(where);
        Assert.That((again.ExitCode, again.Outputs["exit-code"], again.Outputs["has-changes"]), Is.EqualTo((0, "0", "false")), again.Log);
        Assert.That(run.Objects.Comments.Items.Single().Text, Is.EqualTo(await File.ReadAllTextAsync(again.Outputs["summary"])).And.Contain("No changes"));
        Assert.That(run.Server.Unknown, Is.Empty);
    }

    [Test]
    public async Task Drift_is_an_output_and_a_comment_of_its_own()
    {
        await using var run = await ActionRun.StartAsync();
        run.Workspace.Write("flows/flowplan.yaml", Manifest);
        var applied = await run.RunAsync(("command", "apply"), ("environment", "dev"), ("arguments", "--auto-approve\n\n--parallelism=1\n"));
        var none = await run.RunAsync(("command", "drift"), ("environment", "dev"), ("comment", "false"));
        var id = Regex.Match(run.Workspace.Read("flows/flowplan.dev.lock.json"), "\"id\": \"([^\"]+)\"").Groups[1].Value;
        await run.Platform.EditAsync("connections", id, """{"name": "By hand"}""");
        var drift = await run.RunAsync(("command", "drift"), ("environment", "dev"));

        Assert.That((applied.ExitCode, none.ExitCode, drift.ExitCode), Is.EqualTo((0, 0, 0)), applied.Log + none.Log + drift.Log);
        Assert.That((none.Outputs["has-changes"], drift.Outputs["has-changes"], drift.Outputs["exit-code"]), Is.EqualTo(("false", "true", "3")));
        Assert.That(run.Objects.Comments.Items.Single().Text, Does.StartWith("<!-- flowplan:drift:acme-flows:dev -->").And.Contain("By hand"));
    }

    [Test]
    public async Task Several_manifests_are_planned_into_one_comment_and_applied_from_their_plans()
    {
        await using var run = await ActionRun.StartAsync();
        run.Workspace.Write("flows/a/flowplan.yaml", Manifest.Replace("acme-flows", "a", StringComparison.Ordinal));
        run.Workspace.Write("flows/b c/flowplan.yaml", Manifest.Replace("acme-flows", "b", StringComparison.Ordinal).Replace("Web", "Shop", StringComparison.Ordinal));
        var plan = await run.RunAsync(("manifests", "a\nb c\n"), ("environment", "dev"));
        var apply = await run.RunAsync(("command", "apply"), ("manifests", plan.Outputs["plan-file"] + "/*.json"));

        Assert.That((plan.ExitCode, plan.Outputs["exit-code"], apply.ExitCode), Is.EqualTo((0, "2", 0)), plan.Log + apply.Log);
        Assert.That(run.Objects.Comments.Items.Single().Text, Does.Contain("Web").And.Contain("Shop"));
        Assert.That(File.Exists(run.Workspace.PathOf("flows/b c/flowplan.dev.lock.json")), Is.True);
    }

    [TestCase("plan", "", "1")]
    [TestCase("validate", "", "1")]
    [TestCase("apply", "", "7")]
    public async Task A_command_that_fails_fails_the_step_and_comments_nothing(string command, string arguments, string code)
    {
        await using var run = await ActionRun.StartAsync();
        run.Workspace.Write("flows/flowplan.yaml", command == "apply" ? Manifest : Manifest.Replace("dataType", "dataTyp", StringComparison.Ordinal));
        var result = await run.RunAsync(("command", command), ("environment", "dev"), ("arguments", arguments));

        Assert.That(($"{result.ExitCode}", result.Outputs["exit-code"], result.Outputs["plan-file"]), Is.EqualTo((code, code, "")), result.Log);
        Assert.That(run.Objects.Comments.Items, Is.Empty);
        if (command == "validate")
            Assert.That(result.Log, Does.Contain("::error file=flowplan.yaml,line=9"));
    }

    [Test]
    public async Task Another_command_is_refused()
    {
        await using var run = await ActionRun.StartAsync();
        var result = await run.RunAsync(("command", "destroy"));

        Assert.That((result.ExitCode, result.Log), Is.EqualTo((64, "::error::command must be plan, apply, drift or validate, not 'destroy'.\n")));
    }

    [Test]
    public async Task The_state_is_where_the_input_says()
    {
        await using var run = await ActionRun.StartAsync();
        run.Workspace.Write("flows/flowplan.yaml", Manifest);
        var result = await run.RunAsync(("environment", "dev"), ("state", "nowhere://db"));

        Assert.That(result.ExitCode, Is.EqualTo(1));
        Assert.That(result.Log, Does.Contain("FP6403"));
    }

    [TestCase("", "the version of the action")]
    [TestCase("7.8.9", "a version by its number")]
    public async Task A_release_is_installed_where_there_is_no_executable(string version, string which)
    {
        await using var run = await ActionRun.StartAsync(isInstalled: false);
        run.Workspace.Write("flows/flowplan.yaml", Manifest);
        await ServeReleaseAsync(run, version.Length > 0 ? version : CurrentVersion(), archive => archive);
        var plan = await run.RunAsync(("environment", "dev"), ("version", version));

        Assert.That((plan.ExitCode, plan.Outputs["has-changes"]), Is.EqualTo((0, "true")), which + plan.Log);
    }

    [Test]
    public async Task An_executable_of_the_version_asked_for_is_used_as_it_is()
    {
        await using var run = await ActionRun.StartAsync();
        run.Workspace.Write("flows/flowplan.yaml", Manifest);
        var same = await run.RunAsync(("environment", "dev"), ("version", CurrentVersion()));
        var other = await run.RunAsync(("environment", "dev"), ("version", "7.8.9"));

        Assert.That(same.ExitCode, Is.Zero, same.Log);
        Assert.That((other.ExitCode, run.Server.Unknown[0]), Is.EqualTo((22, "GET /acme/flowplan/releases/download/v7.8.9/flowplan-7.8.9-linux-x64.tar.gz")), other.Log);
    }

    [Test]
    public async Task An_archive_with_another_checksum_is_not_run()
    {
        await using var run = await ActionRun.StartAsync(isInstalled: false);
        run.Workspace.Write("flows/flowplan.yaml", Manifest);
        await ServeReleaseAsync(run, CurrentVersion(), archive => [.. archive, 0]);
        var plan = await run.RunAsync(("environment", "dev"));

        Assert.That((plan.ExitCode, plan.Log), Is.EqualTo((1, $"::error::flowplan-{CurrentVersion()}-linux-x64.tar.gz does not have the checksum of SHA256SUMS-linux-x64.\n")));
        Assert.That(plan.Outputs["exit-code"], Is.Empty);
    }

    [Test]
    public void The_comment_is_written_by_the_script_of_the_example()
    {
        var example = CiScripts.GitHub(Path.Combine(Repository.Root, "examples", "ci", "github", "flowplan.yml"), "plan");

        Assert.That(example, Has.Member(ActionRun.ScriptOf("Comment on the pull request")));
    }

    private static string CurrentVersion() =>
        Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")), "<Version>(.*)</Version>").Groups[1].Value;

    /// <summary>Serves a release of this version with its checksums.</summary>
    private static async Task ServeReleaseAsync(ActionRun run, string version, Func<byte[], byte[]> served)
    {
        var name = $"flowplan-{version}-linux-x64";
        ActionRun.WriteExecutable(run.Workspace.PathOf($"release/{name}/flowplan"));
        using (var tar = Process.Start("tar", ["-C", run.Workspace.PathOf("release"), "-czf", run.Workspace.PathOf("release.tar.gz"), name]))
            await tar.WaitForExitAsync();
        var archive = await File.ReadAllBytesAsync(run.Workspace.PathOf("release.tar.gz"));
        var sums = $"{new string('0', 64)}  FlowPlan.{version}.nupkg\n{Convert.ToHexStringLower(SHA256.HashData(archive))}  {name}.tar.gz\n";
        run.Server.Answers.Add(($"^GET /{ActionRun.ActionRepository}/releases/download/v{version}/{name}.tar.gz$", _ => served(archive)));
        run.Server.Answers.Add(($"^GET /{ActionRun.ActionRepository}/releases/download/v{version}/SHA256SUMS-linux-x64$", _ => Encoding.UTF8.GetBytes(sums)));
    }
}
