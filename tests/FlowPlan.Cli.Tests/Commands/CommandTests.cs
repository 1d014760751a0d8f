using System.Text.Json.Nodes;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Commands run with whatever provider the application is given.</summary>
public sealed class CommandTests
{
    [Test]
    public async Task A_manifest_of_another_provider_is_planned_applied_and_settled()
    {
        using var cli = new InProcess().Declare("a", "b");

        var plan = await cli.RunAsync("plan", cli.Manifest, "--detailed-exitcode");
        var apply = await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        var again = await cli.RunAsync("plan", cli.Manifest, "--detailed-exitcode");

        Assert.That(plan.ExitCode, Is.EqualTo(2), plan.Error);
        Assert.That(apply.ExitCode, Is.Zero, apply.Error);
        Assert.That(apply.Output, Does.Contain("Apply complete: 2 resources (2 created)."));
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(again.Output, Is.EqualTo("No changes. shop (dev) in sandbox dev matches the manifest: 2 resources checked.\n"));
        Assert.That(cli.Providers.Platform.Calls, Is.EquivalentTo(new[] { "create base.a", "create base.b" }));
    }

    [Test]
    public async Task One_resource_is_counted_as_one_resource()
    {
        using var cli = new InProcess().Declare("a");

        var validate = await cli.RunAsync("validate", cli.Manifest);
        var apply = await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        var show = await cli.RunAsync("show", cli.Manifest);

        Assert.That(validate.Error, Is.EqualTo("Valid: shop (dev) declares 1 resource.\n"));
        Assert.That(apply.Output, Does.Contain("Apply complete: 1 resource (1 created)."));
        Assert.That(show.Output, Does.StartWith("State of shop (dev) in sandbox dev of org").And.Contain("1 resource in state."));
    }

    [TestCase("bases.a")]
    [TestCase("base.a")]
    public async Task An_address_is_accepted_by_its_section_and_by_its_kind(string address)
    {
        using var cli = new InProcess().Declare("a", "b");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--parallelism", "1");

        var only = await cli.RunAsync("plan", cli.Manifest, "--only", address, "--replace", address);
        var target = await cli.RunAsync("plan", cli.Manifest, "--target", address, "--replace", address);
        var show = await cli.RunAsync("state", "show", address, cli.Manifest);
        var remove = await cli.RunAsync("state", "rm", address, cli.Manifest);
        var import = await cli.RunAsync("import", address, "id-0001", cli.Manifest);

        Assert.That(only.Output, Does.Contain("-/+ replace base.a").And.Contain("1 to replace"), only.Error);
        Assert.That(target.Output, Is.EqualTo(only.Output));
        Assert.That((string?)JsonNode.Parse(show.Output)!["id"], Is.EqualTo("id-0001"));
        Assert.That(remove.Output, Does.StartWith("Removed base.a from the state. The object id-0001 was not changed and is no longer managed.\n"));
        Assert.That(import.Output, Does.Contain("= base.a  id-0001").And.Contain("Imported 1 object. Nothing was changed on the platform."), import.Error);
    }

    [Test]
    public async Task The_earlier_names_of_commands_still_work()
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");

        var forget = await cli.RunAsync("forget", "base.a", cli.Manifest);
        var adopt = await cli.RunAsync("adopt", "--all", cli.Manifest);
        var outputs = await cli.RunAsync("outputs", cli.Manifest, "--format", "json");

        Assert.That((forget.ExitCode, adopt.ExitCode, outputs.ExitCode), Is.EqualTo((0, 0, 0)), forget.Error + adopt.Error + outputs.Error);
        Assert.That((string?)JsonNode.Parse(outputs.Output)!["first"], Is.EqualTo("id-0001"));
    }

    [Test]
    public async Task An_output_is_shown_alone_and_raw()
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");

        var quoted = await cli.RunAsync("output", "first", cli.Manifest);
        var raw = await cli.RunAsync("output", "first", cli.Manifest, "--raw");
        var json = await cli.RunAsync("output", "first", cli.Manifest, "--format", "json");
        var unknown = await cli.RunAsync("output", "frist", cli.Manifest);

        Assert.That((quoted.Output, raw.Output, json.Output), Is.EqualTo(("\"id-0001\"\n", "id-0001", "\"id-0001\"\n")));
        Assert.That(unknown.ExitCode, Is.EqualTo(1));
        Assert.That(unknown.Error, Does.Contain("FP6014").And.Contain("did you mean 'first'"));
    }

    [Test]
    public async Task Quiet_leaves_findings_results_and_the_plan()
    {
        using var cli = new InProcess().Declare("a");

        var apply = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--quiet");

        Assert.That(apply.ExitCode, Is.Zero, apply.Error);
        Assert.That(apply.Output, Does.Contain("+ create base.a").And.Contain("Apply complete: 1 resource (1 created).").And.Not.Contain("  ok "));
        Assert.That(apply.Error, Is.Empty);
    }

    [Test]
    public async Task An_approval_names_environment_and_sandbox_and_a_refusal_changes_nothing()
    {
        using var cli = new InProcess().Declare("a");
        cli.Answer = "no";

        var apply = await cli.RunAsync("apply", cli.Manifest);

        Assert.That(apply.ExitCode, Is.EqualTo(7));
        Assert.That(apply.Output, Does.EndWith("Apply 1 change to shop, environment \"dev\" (sandbox \"dev\" of org)? Only 'yes' will be accepted: "));
        Assert.That(apply.Error, Is.EqualTo("Apply cancelled. Nothing was changed.\n"));
        Assert.That(cli.Providers.Platform.Calls, Is.Empty);
    }

    [Test]
    public async Task A_deletion_without_a_terminal_needs_to_be_allowed_by_either_form_of_its_address()
    {
        using var cli = new InProcess().Declare("a", "b");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        cli.Declare("a");

        var refused = await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        var allowed = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--allow-delete", "bases.b");

        Assert.That(refused.ExitCode, Is.EqualTo(7));
        Assert.That(refused.Error, Does.Contain("error FP7002: deletion of base.b requires explicit approval"));
        Assert.That(allowed.ExitCode, Is.Zero, allowed.Error);
        Assert.That(allowed.Output, Does.Contain("Apply complete: 1 resource (1 deleted)."));
    }

    [Test]
    public async Task Apply_and_destroy_stream_events_and_a_plan_is_one_document()
    {
        using var cli = new InProcess().Declare("a");

        var plan = await cli.RunAsync("plan", cli.Manifest, "--format", "json");
        var apply = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--format", "json");
        var destroy = await cli.RunAsync("destroy", cli.Manifest, "--auto-approve", "--allow-delete", "--format", "json");

        Assert.That((string?)JsonNode.Parse(plan.Output)!["formatVersion"], Is.Not.Null);
        foreach (var run in new[] { apply, destroy })
        {
            var types = run.Output.TrimEnd().Split('\n').Select(l => (string?)JsonNode.Parse(l)!["type"]);
            Assert.That(types, Is.EqualTo(new[] { "plan", "started", "completed", "ended", "outputs" }), run.Error);
        }
    }
}
