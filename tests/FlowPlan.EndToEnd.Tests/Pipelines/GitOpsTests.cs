using FlowPlan.EndToEnd.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace FlowPlan.EndToEnd.Tests.Pipelines;

/// <summary>The example <c>examples/gitops</c>: its workflow is run job by job, and a change goes from dev over stage to prod by merges.</summary>
[Platform("Linux")]
public sealed class GitOpsTests
{
    private static readonly string[] Branches = ["dev", "stage", "prod"];

    [Test]
    public async Task A_change_is_planned_and_applied_in_each_environment_and_promoted_by_merges()
    {
        await using var run = await StartAsync();
        foreach (var (branch, from) in Branches.Zip(["change", "dev", "stage"]))
        {
            await run.GitAsync($"checkout --quiet {from}");
            await SucceedAsync(run, "validate", branch);
            Assert.That(await SucceedAsync(run, "plan", branch), Does.Contain($"waits for acme-platform ({branch}), which was never applied"));
            await run.GitAsync($"checkout --quiet {branch}");
            await run.GitAsync($"merge --quiet {from}");
            Assert.That(await SucceedAsync(run, "apply", branch), Does.Match($@"acme-orders \({branch}\) +complete: {branch switch { "dev" => 5, "stage" => 10, _ => 15 }} changes"));
        }

        Assert.That(run.Objects.Comments.Items, Has.Count.EqualTo(3), "a comment for each environment");
        foreach (var branch in Branches)
        {
            await run.GitAsync($"checkout --quiet {branch}");
            var again = await run.RunAsync([.. Inputs("plan", branch, "platform")]);
            Assert.That((again.ExitCode, again.Outputs["has-changes"]), Is.EqualTo((0, "false")), again.Log);
            await SucceedAsync(run, "drift", branch);
            Assert.That(await run.GitAsync("log --format=%s -1"), Is.EqualTo($"Update the lockfiles of {branch} [skip ci]\n"));
            Assert.That(await run.GitAsync($"rev-parse {branch}"), Is.EqualTo(await run.GitAsync($"rev-parse origin/{branch}")), "the lockfiles are pushed");
        }
    }

    [Test]
    public async Task In_prod_the_policy_refuses_a_deletion_that_dev_allows()
    {
        await using var run = await StartAsync();
        foreach (var branch in new[] { "dev", "prod" })
        {
            await run.GitAsync($"checkout --quiet {branch}");
            await run.GitAsync("merge --quiet change");
            await SucceedAsync(run, "apply", branch);
        }

        var manifest = run.Workspace.Read("flows/orders/flowplan.yaml");
        await File.WriteAllTextAsync(run.Workspace.PathOf("flows/orders/flowplan.yaml"), manifest.Replace("[emea, apac, amer]", "[emea, apac]", StringComparison.Ordinal));
        var plan = await run.RunAsync([.. Inputs("plan", "prod", "platform")]);

        Assert.That((plan.ExitCode, plan.Outputs["plan-file"]), Is.EqualTo((7, plan.Outputs["plan-file"])), plan.Log);
        Assert.That(plan.Log, Does.Contain("nothing is deleted or replaced in prod"));
        Assert.That(run.Objects.Comments.Items.Single().Text, Does.Contain("nothing is deleted or replaced in prod"), "the comment says why");
    }

    private static async Task<ActionRun> StartAsync()
    {
        var run = await ActionRun.StartAsync();
        var example = Repository.Example("gitops");
        foreach (var file in Directory.EnumerateFiles(example, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            run.Workspace.Write(Path.Combine("flows", Path.GetRelativePath(example, file)), await File.ReadAllTextAsync(file));
        await run.GitAsync("init --quiet --bare ../origin.git");
        await run.GitAsync("init --quiet --initial-branch=main");
        await run.GitAsync("remote add origin ../origin.git");
        await run.GitAsync("commit --quiet --allow-empty --message Begin");
        foreach (var branch in Branches)
        {
            await run.GitAsync($"branch --quiet --force {branch}");
            await run.GitAsync($"push --quiet --set-upstream origin {branch}");
        }

        await run.GitAsync("checkout --quiet -b change");
        await run.GitAsync("add .");
        await run.GitAsync("commit --quiet --message Change");
        return run;
    }

    /// <summary>Runs the steps of a job, with each entry of its matrix; they must succeed.</summary>
    private static async Task<string> SucceedAsync(ActionRun run, string job, string branch)
    {
        var log = string.Empty;
        foreach (var project in job is "validate" or "drift" ? new[] { "platform", "orders" } : ["platform"])
        {
            var result = await run.RunAsync([.. Inputs(job, branch, project)]);
            Assert.That(result.ExitCode, Is.Zero, $"{job} {branch}: {result.Log}");
            log += result.Log;
            if (job == "drift")
                Assert.That(result.Outputs["has-changes"], Is.EqualTo("false"), result.Log);
            foreach (var script in Steps(job).Where(s => s.Children.ContainsKey("run") && job != "drift").Select(s => ((YamlScalarNode)s["run"]).Value!))
                await run.ShellAsync(script, ("GITHUB_REF_NAME", branch));
        }

        return log;
    }

    /// <summary>What a job gives to the action, with the names of the branch and of the matrix filled in.</summary>
    private static IEnumerable<(string, string)> Inputs(string job, string branch, string project) =>
        from step in Steps(job)
        where step.Children.ContainsKey("uses") && ((YamlScalarNode)step["uses"]).Value!.StartsWith("OWNER/flowplan@", StringComparison.Ordinal)
        from input in (YamlMappingNode)step["with"]
        select (((YamlScalarNode)input.Key).Value!, Filled(((YamlScalarNode)input.Value).Value!, branch, project));

    private static string Filled(string text, string branch, string project)
    {
        foreach (var name in new[] { "github.base_ref", "github.ref_name", "matrix.environment" })
            text = text.Replace($"${{{{ {name} }}}}", branch, StringComparison.Ordinal);
        text = text.Replace("${{ matrix.project }}", project, StringComparison.Ordinal)
            .Replace("${{ inputs.allow-delete && format('--allow-delete={0}', inputs.allow-delete) }}", string.Empty, StringComparison.Ordinal);
        Assert.That(text, Does.Not.Contain("${{"));
        return text;
    }

    private static IEnumerable<YamlMappingNode> Steps(string job)
    {
        var yaml = new YamlStream();
        using var reader = File.OpenText(Path.Combine(Repository.Example("gitops"), ".github", "workflows", "flowplan.yml"));
        yaml.Load(reader);
        return ((YamlSequenceNode)yaml.Documents[0].RootNode["jobs"][job]["steps"]).Cast<YamlMappingNode>();
    }
}
