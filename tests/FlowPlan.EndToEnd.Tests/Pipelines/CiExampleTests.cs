using System.Diagnostics;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>The scripts of each CI example, run as the system runs them: the way of a change from the pull request to the platform.</summary>
[Parallelizable(ParallelScope.Children)]
public sealed class CiExampleTests
{
    private const string Manifest = "apiVersion: flowplan/v1\nproject: acme-flows\n\nenvironments:\n  prod: { sandbox: dev }\n\nconnections:\n  web: { name: Web, dataType: raw }\n";

    private static IEnumerable<string> Systems() => CiSystem.All.Select(s => s.Name);

    [TestCaseSource(nameof(Systems))]
    public async Task A_change_is_planned_on_the_pull_request_and_applied_as_shown_after_the_merge(string name)
    {
        await using var run = await Repo.StartAsync(name);
        await run.GitAsync("work", "checkout", "--quiet", "-b", "change");
        run.Write("work/flowplan.yaml", Manifest);

        Assert.That((await run.JobAsync("validate", "work", offline: true)).ExitCode, Is.Zero);
        var plan = await run.JobAsync("plan", "work");
        Assert.That(plan.ExitCode, Is.Zero, plan.All);
        Assert.That(run.Objects.Comments.Items.Single().Text, Is.EqualTo(run.Read("work/plan.md")).And.Contain("| create | `connection.web` | Web |"));

        // The same comment after a further commit.
        run.Write("work/flowplan.yaml", Manifest + "  app: { name: App, dataType: raw }\n");
        var again = await run.JobAsync("plan", "work");
        Assert.That(again.ExitCode, Is.Zero, again.All);
        Assert.That(run.Objects.Comments.Items.Single().Text, Is.EqualTo(run.Read("work/plan.md")).And.Contain("`connection.app`"));

        run.Objects.Plan = await File.ReadAllBytesAsync(run.PathOf("work/plan.json"));
        await run.MergeAsync();
        var apply = await run.JobAsync("apply", "main");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        Assert.That(apply.Output, Does.Contain("Apply complete"));
        Assert.That((await run.GitAsync("origin.git", "show", "main:flowplan.prod.lock.json")).Output, Does.Contain("\"connection.app\""));
        Assert.That((await run.GitAsync("origin.git", "log", "--format=%s", "-1", "main")).Output, Is.EqualTo("Update the lockfile of prod [skip ci]\n"));
        Assert.That(run.Server.Unknown, Is.Empty);
    }

    [TestCaseSource(nameof(Systems))]
    public async Task A_plan_that_is_out_of_date_changes_nothing_and_the_job_fails(string name)
    {
        await using var run = await Repo.StartAsync(name);
        await run.GitAsync("work", "checkout", "--quiet", "-b", "change");
        run.Write("work/flowplan.yaml", Manifest);
        await run.JobAsync("plan", "work");
        run.Objects.Plan = await File.ReadAllBytesAsync(run.PathOf("work/plan.json"));
        run.Write("work/flowplan.yaml", Manifest.Replace("Web", "Other", StringComparison.Ordinal));
        await run.MergeAsync();

        var apply = await run.JobAsync("apply", "main");

        Assert.That(apply.ExitCode, Is.EqualTo(4), apply.All);
        Assert.That(run.Platform.Host.Requests.Any(r => r.Method == "POST" && r.PathAndQuery.Contains("/connections", StringComparison.Ordinal)), Is.False);
    }

    [TestCaseSource(nameof(Systems))]
    public async Task Drift_opens_one_issue(string name)
    {
        await using var run = await Repo.StartAsync(name);
        run.Write("work/flowplan.yaml", Manifest);
        var applied = await run.ShellAsync("work", "flowplan apply --auto-approve");
        Assert.That(applied.ExitCode, Is.Zero, applied.All);
        Assert.That((await run.JobAsync("drift", "work")).ExitCode, Is.Zero);
        Assert.That(run.Objects.Issues.Items, Is.Empty);

        var id = System.Text.RegularExpressions.Regex.Match(run.Read("work/flowplan.prod.lock.json"), "\"id\": \"([^\"]+)\"").Groups[1].Value;
        await run.Platform.EditAsync("connections", id, """{"name": "By hand"}""");
        for (var night = 0; night < 2; night++)
        {
            var drift = await run.JobAsync("drift", "work");
            Assert.That(drift.ExitCode, Is.Zero, drift.All);
            Assert.That(run.Objects.Issues.Items.Single().Title, Is.EqualTo("Drift in prod"));
            Assert.That(run.Objects.Issues.Items.Single().Text, Is.EqualTo(run.Read("work/drift.md")).And.Contain("By hand"));
        }
    }

    /// <summary>A bare repository, a clone, an emulator, and the API of a CI system.</summary>
    private sealed class Repo : IAsyncDisposable
    {
        private readonly CiSystem system;
        private readonly Workspace workspace = new();

        private Repo(CiSystem system, Platform platform) => (this.system, Platform) = (system, platform);

        public Platform Platform { get; }

        public CiServer Server { get; } = new();

        public CiObjects Objects { get; } = new();

        public static async Task<Repo> StartAsync(string name)
        {
            var run = new Repo(CiSystem.All.Single(s => s.Name == name), await Platform.StartAsync());
            run.system.Serve(run.Server, run.Objects);
            var command = string.Join(' ', FlowPlanProcess.Command.Select(c => $"'{c}'"));
            run.Write("bin/flowplan", $"#!/bin/sh\nexec {command} \"$@\"\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(run.PathOf("bin/flowplan"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            await run.GitAsync(".", "init", "--quiet", "--bare", "--initial-branch=main", "origin.git");
            await run.GitAsync(".", "clone", "--quiet", "origin.git", "work");
            run.Write("work/README.md", "Flows.\n");
            await run.CommitAsync("work", "Begin");
            await run.GitAsync("work", "push", "--quiet", "origin", "HEAD:main");
            return run;
        }

        public string PathOf(string path) => workspace.PathOf(path);

        public string Read(string path) => workspace.Read(path);

        public void Write(string path, string text) => workspace.Write(path, text);

        public async Task MergeAsync()
        {
            await CommitAsync("work", "Change", "flowplan.yaml");
            await GitAsync("work", "push", "--quiet", "origin", "HEAD:main");
            await GitAsync(".", "clone", "--quiet", "origin.git", "main");
            if (system.Name == "gitlab")
                await GitAsync("main", "checkout", "--quiet", "--detach");

            // What the artifact steps of these systems do.
            Directory.CreateDirectory(PathOf("artifacts/plan"));
            await File.WriteAllBytesAsync(PathOf("artifacts/plan/plan.json"), Objects.Plan);
            if (system.Name == "jenkins")
                File.Copy(PathOf("artifacts/plan/plan.json"), PathOf("main/plan.json"));
        }

        /// <summary>Runs the scripts of a job. What comes after one that failed runs too, as it is for the lockfile; its exit code counts.</summary>
        public async Task<ProcessResult> JobAsync(string job, string folder, bool offline = false)
        {
            var all = new ProcessResult(0, string.Empty, string.Empty);
            foreach (var script in system.ScriptsOf(job))
            {
                var result = await RunAsync(folder, offline, [.. system.Shell, script]);
                all = new(all.ExitCode == 0 ? result.ExitCode : all.ExitCode, all.Output + result.Output, all.Error + result.Error);
            }

            return all;
        }

        public Task<ProcessResult> ShellAsync(string folder, string script) => RunAsync(folder, offline: false, "sh", "-c", script);

        public async Task<ProcessResult> GitAsync(string folder, params string[] arguments)
        {
            var result = await RunAsync(folder, offline: true, ["git", .. arguments]);
            Assert.That(result.ExitCode, Is.Zero, result.All);
            return result;
        }

        public async ValueTask DisposeAsync()
        {
            await Server.DisposeAsync();
            await Platform.DisposeAsync();
            workspace.Dispose();
        }

        private async Task CommitAsync(string folder, string message, string files = ".")
        {
            await GitAsync(folder, "add", files);
            await GitAsync(folder, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "--message", message);
        }

        private async Task<ProcessResult> RunAsync(string folder, bool offline, params string[] command)
        {
            var start = new ProcessStartInfo(command[0]) { WorkingDirectory = PathOf(folder), RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in command.Skip(1))
                start.ArgumentList.Add(argument);
            foreach (var (variable, value) in system.Variables(Server.Address).Concat(offline ? [] : Platform.Credentials))
                start.Environment[variable] = value;
            start.Environment["PATH"] = PathOf("bin") + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
            start.Environment["FLOWPLAN_ENV"] = "prod";
            start.Environment["FLOWPLAN_ENDPOINT"] = Platform.Target;
            start.Environment["NO_PROXY"] = "127.0.0.1";
            start.Environment["PIPELINE_WORKSPACE"] = PathOf("artifacts");
            start.Environment["FLOWPLAN_PUSH_URL"] = PathOf("origin.git");
            using var process = Process.Start(start)!;
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return new(process.ExitCode, await output, await error);
        }
    }
}
