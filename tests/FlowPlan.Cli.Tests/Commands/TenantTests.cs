using FlowPlan.Cli.Hosting;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>The expression <c>tenant</c>: the placeholder offline, the organization's own name where a provider was asked.</summary>
public sealed class TenantTests
{
    private const string Manifest = """
        fieldGroups:
          own: { definition: own.json }
        schemas:
          s:
            title: Members of {{ tenant }}
            description: "{{ tenant }}"
            class: profile
            fieldGroups: [own, https://ns.adobe.com/xdm/context/profile-personal-details]
            deprecated: ["_{{ tenant }}.memberId"]
        """;

    private const string Definition = """
        {
          "title": "Own {{ tenant }}",
          "type": "object",
          "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/profile"],
          "definitions": { "own": { "properties": { "_tenant": { "type": "object", "properties": { "memberId": { "type": "string", "title": "Of {{ tenant }} in {{ environment.name }}" } } } } } },
          "allOf": [{ "$ref": "#/definitions/own" }]
        }
        """;

    [Test]
    public async Task It_is_read_once_from_the_registry_and_serves_names_paths_and_definition_files()
    {
        using var cli = Cli(Manifest);

        var plan = await cli.RunAsync("plan", cli.Manifest, "--endpoint", "emulator");
        var apply = await cli.RunAsync("apply", cli.Manifest, "--endpoint", "emulator", "--auto-approve");
        var again = await cli.RunAsync("plan", cli.Manifest, "--endpoint", "emulator", "--detailed-exitcode");

        Assert.That(plan.Output, Does.Contain("Members of acme").And.Contain("Own acme").And.Contain("Of acme in dev").And.Contain("_tenant.memberId"), plan.Error);
        Assert.That(apply.ExitCode, Is.Zero, apply.Error);
        Assert.That(again.ExitCode, Is.Zero, again.Error + again.Output);
    }

    [Test]
    public async Task Offline_it_is_the_placeholder()
    {
        using var cli = Cli(Manifest);

        var validate = await cli.RunAsync("validate", cli.Manifest);

        Assert.That((validate.ExitCode, validate.Error), Is.EqualTo((0, "Valid: shop (dev) declares 2 resources.\n")));
    }

    [Test]
    public async Task A_finding_is_reported_once_although_the_manifest_is_read_twice()
    {
        using var cli = Cli(Manifest.Replace("fieldGroups: [own,", "fieldGroups: [own, https://ns.adobe.com/xdm/context/no-such-group,", StringComparison.Ordinal).Replace("description: \"{{ tenant }}\"", "description: \"{{ 1 }}\"", StringComparison.Ordinal));

        var plan = await cli.RunAsync("plan", cli.Manifest, "--endpoint", "emulator");

        Assert.That(plan.Error.Split("FP1222").Length - 1, Is.EqualTo(1), plan.Error);
    }

    private static InProcess Cli(string manifest)
    {
        var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(manifest);
        File.WriteAllText(Path.Combine(cli.Manifest, "own.json"), Definition);
        return cli;
    }
}
