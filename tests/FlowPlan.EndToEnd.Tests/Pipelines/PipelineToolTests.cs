using System.Diagnostics;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>The pipelines of the examples, checked by the tools of their systems: those of GitHub and GitLab; for Azure Pipelines and Jenkins none can be installed from a registry.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class PipelineToolTests
{
    [TestCase("action.yml")]
    [TestCase("examples/ci/github/flowplan.yml")]
    [TestCase("examples/gitops/.github/workflows/flowplan.yml")]
    public async Task The_validator_of_GitHub_accepts(string file)
    {
        var (exitCode, said) = await RunAsync(Repository.Root, "action-validator", file);

        Assert.That(exitCode, Is.Zero, said);
    }

    [Test]
    public async Task The_validator_of_GitHub_finds_a_mistake()
    {
        using var folder = new Support.Workspace();
        var file = folder.Write("flowplan.yml", "on: push\njobs: { plan: { runs-on: ubuntu-latest, stepz: [] } }\n");

        var (exitCode, said) = await RunAsync(folder.Folder, "action-validator", file);

        Assert.That(exitCode, Is.Not.Zero, said);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task GitLab_s_schema_accepts_its_pipeline_and_no_mistake(bool isWrong)
    {
        using var folder = new Support.Workspace();
        var pipeline = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "examples", "ci", "gitlab", ".gitlab-ci.yml"));
        folder.Write(".gitlab-ci.yml", isWrong ? pipeline + "\nwrong:\n  script: [true]\n  artifacts: { path: [x] }\n" : pipeline);
        foreach (var arguments in new[] { "init -q -b main .", "add -A", "-c user.email=a@example.com -c user.name=a commit -q -m x", "remote add origin https://gitlab.example.com/acme/flows.git" })
            await RunAsync(folder.Folder, null, arguments.Split(' '));

        var (exitCode, said) = await RunAsync(folder.Folder, "gitlab-ci-local", "--list");

        Assert.That(exitCode == 0 && said.Contains("json schema validated", StringComparison.Ordinal), Is.EqualTo(!isWrong), said);
    }

    /// <summary>Runs one of the tools; null for git.</summary>
    private static async Task<(int ExitCode, string Said)> RunAsync(string folder, string? tool, params string[] arguments)
    {
        var program = tool is null ? "git" : Path.Combine(Repository.Root, "artifacts", "pipeline-tools", "node_modules", ".bin", tool);
        Needed.Require(tool is null || File.Exists(program), "The tools are not installed: run scripts/install-pipeline-tools (it needs npm).");
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
