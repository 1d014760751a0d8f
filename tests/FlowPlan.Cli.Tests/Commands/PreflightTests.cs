using System.Text.Json.Nodes;
using FlowPlan.Cli.Hosting;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>An apply asks first which permissions the credential lacks; nothing is changed when it lacks one, and it can be told not to ask.</summary>
public sealed class PreflightTests
{
    private const string Manifest = "schemas:\n  s: { title: S, class: profile }\n";

    [TestCase(false, "--auto-approve")]
    [TestCase(true, "--auto-approve", "--preflight=false")]
    public async Task A_permission_that_is_missing_ends_an_apply_before_it_changes_anything(bool isApplied, params string[] options)
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true, Settings = new() { DeniedPermissions = ["manage-schemas"] } });
        using var cli = Cli(emulator);

        var apply = await cli.RunAsync(["apply", cli.Manifest, "--endpoint", emulator.BaseAddress.ToString(), .. options]);

        Assert.That(apply.ExitCode, Is.EqualTo(isApplied ? 0 : 1), apply.Error);
        Assert.That(apply.Error.Contains("FP3036: The credential lacks permissions that this plan needs: manage-schemas\n", StringComparison.Ordinal), Is.EqualTo(!isApplied), apply.Error);
        Assert.That(emulator.Requests.Any(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/schemas", StringComparison.Ordinal)), Is.EqualTo(isApplied));
    }

    [Test]
    public async Task It_is_one_call_and_none_when_nothing_changes_or_the_environment_says_so()
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true });
        using var cli = Cli(emulator);
        string[] apply = ["apply", cli.Manifest, "--endpoint", emulator.BaseAddress.ToString(), "--auto-approve"];

        await cli.RunAsync(apply);
        await cli.RunAsync(apply);
        cli.Variables["FLOWPLAN_PREFLIGHT"] = "false";
        await cli.RunAsync(["destroy", .. apply[1..], "--allow-delete"]);

        Assert.That(emulator.Requests.Count(r => r.PathAndQuery.Contains("/access-control/", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(emulator.Requests.Count(r => r.Method == "DELETE"), Is.EqualTo(1));
    }

    [TestCase("schemas: { t: { title: S, class: profile } }\nmoved: [{ from: schemas.s, to: schemas.t }]\n", "1 to move")]
    [TestCase("schemas: { s: { existing: { id: $ID } } }\n", "1 to forget")]
    public async Task A_plan_without_calls_needs_no_permission(string manifest, string summary)
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true, Settings = new() { DeniedPermissions = ["manage-schemas"] } });
        using var cli = Cli(emulator);
        string[] apply = ["apply", cli.Manifest, "--endpoint", emulator.BaseAddress.ToString(), "--auto-approve"];
        await cli.RunAsync([.. apply, "--preflight=false"]);

        var id = (string)JsonNode.Parse((await cli.RunAsync("state", "show", "schema.s", cli.Manifest)).Output)!["id"]!;

        var again = await cli.Write(manifest.Replace("$ID", id, StringComparison.Ordinal)).RunAsync(apply);

        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(again.Output, Does.Contain(summary));
        Assert.That(emulator.Requests.Count(r => r.PathAndQuery.Contains("/access-control/", StringComparison.Ordinal)), Is.Zero);
    }

    private static InProcess Cli(EmulatorHost emulator)
    {
        var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Manifest);
        foreach (var (name, value) in new[] { ("FLOWPLAN_ORG_ID", "O@AdobeOrg"), ("FLOWPLAN_ACCESS_TOKEN", "emulator-x"), ("FLOWPLAN_API_KEY", "k"), ("FLOWPLAN_IMS_URL", emulator.BaseAddress.ToString()) })
            cli.Variables[name] = value;
        return cli;
    }
}
