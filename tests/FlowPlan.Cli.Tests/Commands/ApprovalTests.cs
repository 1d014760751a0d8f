namespace FlowPlan.Cli.Tests.Commands;

/// <summary>What <c>--allow-delete</c> allows, and what a command advises when it cannot ask.</summary>
public sealed class ApprovalTests
{
    [TestCase("all", 0)]
    [TestCase("base.a", 7)]
    [TestCase("base.*", 0)]
    [TestCase("bases.*", 0)]
    [TestCase("base.c*", 7)]
    public async Task A_pattern_allows_the_deletions_that_it_matches(string allowed, int exitCode)
    {
        using var cli = new InProcess().Declare("a", "b");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        Assert.That((await cli.RunAsync("destroy", cli.Manifest, "--auto-approve", "--allow-delete", allowed)).ExitCode, Is.EqualTo(exitCode));
    }

    [TestCase("base.aa", "did you mean 'base.a'?")]
    [TestCase("flow.*", "expected one of: base.a")]
    public async Task What_matches_no_resource_is_refused_and_changes_nothing(string allowed, string help)
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        var run = await cli.RunAsync("destroy", cli.Manifest, "--auto-approve", "--allow-delete", allowed);
        Assert.That(run.Error, Is.EqualTo($"error FP7006: --allow-delete {allowed} matches no deletion or replacement of this plan\n   = help: {help}\n"));
        Assert.That(run.ExitCode, Is.EqualTo(7));
    }

    [Test]
    public async Task What_matches_a_resource_that_stays_is_a_warning()
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        cli.Declare("a", "b");
        var run = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--allow-delete", "base.a");
        Assert.That((run.ExitCode, run.Error.Split(':')[0]), Is.EqualTo((0, "warning FP7004")));
    }

    [Test]
    public async Task A_destroy_that_cannot_ask_advises_destroy()
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        var run = await cli.RunAsync("destroy", cli.Manifest);
        Assert.That(run.Error, Does.Contain("run 'flowplan destroy' with --auto-approve and --allow-delete").And.Not.Contain("apply"));
    }

    [Test]
    public async Task The_question_counts_changes_or_where_only_outputs_change_those()
    {
        using var cli = new InProcess().Write("bases: { a: {}, b: {} }\n");
        cli.Answer = "yes";
        var two = await cli.RunAsync("apply", cli.Manifest);
        cli.Write("bases: { a: {}, b: {} }\noutputs: { first: bases.a.id }\n");
        cli.Answer = "no";
        var output = await cli.RunAsync("apply", cli.Manifest);
        cli.Write("bases: { a: {}, b: {} }\noutputs: { first: bases.a.id, second: bases.b.id }\n");
        var outputs = await cli.RunAsync("apply", cli.Manifest);

        Assert.That(two.Output, Does.Contain("Apply 2 changes to shop, "));
        Assert.That(output.Output, Does.Contain("Apply 1 output change to shop, "));
        Assert.That(outputs.Output, Does.Contain("Apply 2 output changes to shop, "));
    }
}
