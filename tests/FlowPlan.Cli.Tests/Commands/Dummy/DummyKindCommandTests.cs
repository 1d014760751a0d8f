using System.Text.Json.Nodes;
using FlowPlan.Aep.Tests.Kinds.Dummy;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Values;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Tests.Commands.Dummy;

/// <summary>A kind that the product does not know goes through every command, beside the kinds of an emulator.</summary>
[TestFixture]
internal sealed class DummyKindCommandTests
{
    private const string Parts =
        "schemas:\n  s: { definition: { title: S, class: https://ns.adobe.com/xdm/context/profile } }\ndatasets:\n  d: { name: D, schema: s }\n";

    private const string Gadgets = "gadgets:\n  g: { code: G-1, dataset: d, size: 3, label: old }\noutputs:\n  gadget: gadgets.g.id\n";

    private GadgetService service = null!;
    private EmulatorHost emulator = null!;
    private InProcess cli = null!;
    private string id = null!;

    [SetUp]
    public async Task Apply()
    {
        service = new();
        emulator = await EmulatorHost.StartAsync(new());
        cli = new InProcess
        {
            OtherProviders = new GadgetProviderFactory(service),
            Variables =
            {
                ["FLOWPLAN_ENDPOINT"] = emulator.BaseAddress.ToString(),
                ["FLOWPLAN_ORG_ID"] = "TEST@AdobeOrg",
                ["FLOWPLAN_CLIENT_ID"] = "client",
                ["FLOWPLAN_CLIENT_SECRET"] = "secret-1",
                ["FLOWPLAN_SCOPES"] = "openid",
            },
        }.Write(Parts + Gadgets);
        var apply = await RunAsync(ExitCodes.Done, "apply", cli.Manifest, "--auto-approve");
        Assert.That(apply, Does.Contain("Apply complete: 3 resources (3 created)."));
        id = await RunAsync(ExitCodes.Done, "output", "gadget", cli.Manifest, "--raw");
    }

    [TearDown]
    public async Task Stop()
    {
        cli.Dispose();
        await emulator.DisposeAsync();
    }

    [Test]
    public async Task It_is_validated_planned_and_applied()
    {
        await RunAsync(ExitCodes.Done, "validate", cli.Manifest);
        Assert.That(await RunAsync(ExitCodes.Done, "plan", cli.Manifest, "--detailed-exitcode"), Does.StartWith("No changes."));

        cli.Write(Parts + Gadgets.Replace("label: old", "label: new").Replace("size: 3", "size: 4"));
        var saved = Path.Combine(cli.Manifest, "saved.json");
        var plan = await RunAsync(ExitCodes.ChangesPending, "plan", cli.Manifest, "--detailed-exitcode", "--out", saved);

        Assert.That(plan, Does.Contain("+/- replace gadget.g").And.Contain("the old size is gone"));
        Assert.That(plan, Does.Contain(await RunAsync(ExitCodes.Done, "show", saved)));
        Assert.That(
            await RunAsync(ExitCodes.Done, "apply", saved, "--auto-approve", "--allow-delete", "gadgets.g"), Does.Contain("Apply complete"));
        Assert.That(await RunAsync(ExitCodes.Done, "plan", cli.Manifest, "--detailed-exitcode"), Does.StartWith("No changes."));
        Assert.That(service.Calls.Where(c => c != "list gadgets"), Is.EqualTo(new[] { "create gadget.g", "create gadget.g", "delete gadget" }));
    }

    [Test]
    public async Task A_mistake_in_it_is_found_by_validate()
    {
        cli.Write(Parts + "gadgets:\n  g: { code: G-1, dataset: d, sise: 3 }\n");

        var (exit, _, error) = await cli.RunAsync("validate", cli.Manifest);

        Assert.That(exit, Is.EqualTo(ExitCodes.Error));
        Assert.That(error, Does.Contain("'sise'").And.Contain("did you mean 'size'"));
    }

    [Test]
    public async Task Its_drift_is_shown_and_reverted()
    {
        service.Edit(id, "label", Value.Of("changed"));

        Assert.That(await RunAsync(ExitCodes.Drift, "drift", cli.Manifest), Does.Contain("~ gadget.g").And.Contain("label  \"old\" -> \"changed\""));
        Assert.That(await RunAsync(ExitCodes.Done, "apply", cli.Manifest, "--auto-approve"), Does.Contain("1 updated"));
        Assert.That(await RunAsync(ExitCodes.Done, "drift", cli.Manifest), Does.StartWith("No drift."));
    }

    [Test]
    public async Task It_is_shown_with_its_state_and_its_output()
    {
        var state = await RunAsync(ExitCodes.Done, "show", cli.Manifest);
        var one = JsonNode.Parse(await RunAsync(ExitCodes.Done, "state", "show", "gadgets.g", cli.Manifest))!;

        Assert.That(state, Does.Contain($"gadget.g  {id}").And.Contain("code       \"G-1\""));
        Assert.That(((string?)one["id"], (string?)one["fields"]!["label"]), Is.EqualTo((id, "old")));
        Assert.That(await RunAsync(ExitCodes.Done, "output", cli.Manifest), Does.Contain($"gadget = {id}"));
    }

    [Test]
    public async Task It_is_exported_and_the_plan_of_the_export_is_empty()
    {
        var folder = Path.Combine(cli.Manifest, "exported");

        var export = await RunAsync(ExitCodes.Done, "export", folder, "--project", "shop", "--sandbox", "dev", "--kind", "gadgets");

        Assert.That(export, Does.Contain("1 gadget"));
        Assert.That(await File.ReadAllTextAsync(Path.Combine(folder, "flowplan.yaml")), Does.Contain("gadgets:\n  g-1: { code: G-1,"));
        Assert.That(await RunAsync(ExitCodes.Done, "plan", folder, "--env", "dev", "--detailed-exitcode"), Does.StartWith("No changes."));
    }

    [Test]
    public async Task It_is_removed_from_the_state_and_imported_again()
    {
        await RunAsync(ExitCodes.Done, "state", "rm", "gadgets.g", cli.Manifest);

        var (refused, _, error) = await cli.RunAsync("import", "gadgets.g", "not-a-number", cli.Manifest);
        var import = await RunAsync(ExitCodes.Done, "import", "gadgets.g", id, cli.Manifest);

        Assert.That(refused, Is.EqualTo(ExitCodes.Error));
        Assert.That(error, Does.Contain("FP2005").And.Contain("of a number"));
        Assert.That(import, Does.Contain($"= gadget.g  {id}  \"G-1\""));
        Assert.That(await RunAsync(ExitCodes.Done, "plan", cli.Manifest, "--detailed-exitcode"), Does.StartWith("No changes."));
    }

    [Test]
    public async Task It_is_destroyed_before_what_it_refers_to()
    {
        var destroy = await RunAsync(ExitCodes.Done, "destroy", cli.Manifest, "--auto-approve", "--allow-delete");

        Assert.That(destroy, Does.Contain("the gadget is gone").And.Contain("(3 deleted)"));
        Assert.That(destroy, Does.Match("(?s)ok +gadget.g deleted.*ok +dataset.d deleted"));
        Assert.That(service.Calls[^1], Is.EqualTo("delete gadget"));
    }

    /// <summary>Runs a command, which must end with the exit code, and returns its output.</summary>
    private async Task<string> RunAsync(int exitCode, params string[] arguments)
    {
        var (exit, output, error) = await cli.RunAsync(arguments);
        Assert.That(exit, Is.EqualTo(exitCode), string.Join(' ', arguments) + "\n" + output + error);
        return output;
    }
}
