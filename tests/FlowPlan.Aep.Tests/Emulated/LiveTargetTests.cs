using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>A plan reads the schemas that mappings target and that are only referred to, each once, and checks the targets against them.</summary>
public sealed class LiveTargetTests
{
    private const string Full = "\"method\": \"GET\", \"path\": \"tenant/schemas/[^?]*$\"";

    private const string Head = """
        apiVersion: flowplan/v1
        project: acme

        """;

    private const string Mappings = """
        mappings:
          a: { schema: members, fields: { person.nmae.lastNam: last } }
          b: { schema: members, fields: { person.name.lastName: last, _tenant.level: { static: bronze } } }

        """;

    private const string Owner = Head + """
        fieldGroups:
          own: { title: Own, classes: [profile], fields: { level: { type: string, enum: [gold] }, id: { type: string, required: true } } }
        schemas:
          members: { title: Members, class: profile, fieldGroups: [own, https://ns.adobe.com/xdm/context/profile-person-details], identities: { _tenant.id: { namespace: Email, primary: true } } }

        """;

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_schema_is_read_once_for_all_its_mappings(bool byId)
    {
        await using var bench = await StartAsync(byId);

        var planned = await bench.TryPlanAsync();

        Assert.That(Shown(planned), Is.EqualTo((string[])
        [
            "Info FP2573 the targets of mappings were checked against the live schema of schema.members",
            .. byId ? (string[])[] : ["Warning FP2543 '_tenant.id', the primary identity of schema.members, is not mapped"],
            "Error FP2532 'person' of schema.members has no field 'nmae'",
            "Warning FP2542 '_tenant.id' of schema.members is required and not mapped, so that rows without it are refused",
            .. byId ? (string[])[] : ["Warning FP2543 '_tenant.id', the primary identity of schema.members, is not mapped"],
            "Error FP2535 '_tenant.level' does not take the value 'bronze'",
        ]));
        Assert.That(ResolvedReads(bench), Is.EqualTo(byId ? 2 : 1), string.Join('\n', bench.Reads));
        Assert.That(bench.Writes, Is.Empty);
    }

    [Test]
    public async Task A_mapping_that_fits_gives_no_finding_and_its_second_plan_is_empty()
    {
        await using var bench = await StartAsync(false);
        bench.Manifest = bench.Manifest[..bench.Manifest.IndexOf("mappings:", StringComparison.Ordinal)] + "mappings: { a: { schema: members, fields: { person.name.lastName: last, _tenant.id: id } } }\n";

        await bench.ApplyAsync();
        var second = await bench.TryPlanAsync();

        Assert.That(Shown(second), Is.Empty);
        Assert.That(second.Value!.Actions.Where(a => a.IsChange), Is.Empty);
    }

    [TestCase("\"status\": 404", 1)]
    [TestCase("\"status\": 403", 1)]
    [TestCase("\"status\": 500", 9)]
    public async Task A_schema_that_cannot_be_read_in_full_prevents_no_plan(string fault, int times)
    {
        await using var bench = await StartAsync(false);
        await bench.InjectAsync($"[{{{Full}, \"times\": {times}, {fault}}}]");

        var planned = await bench.TryPlanAsync();

        Assert.That(Shown(planned), Has.Length.EqualTo(1));
        Assert.That(Shown(planned)[0], Does.Match(@"^Warning FP2572 the fields of schema\.members could not be read \(.+\), so that the targets of mapping\.a, mapping\.b were not checked$"));
        Assert.That(planned.Value!.Actions.Count(a => a.Kind == ActionKind.Create), Is.EqualTo(2));
    }

    [Test]
    public async Task Nothing_is_read_for_a_schema_that_has_a_copy_or_no_mapping()
    {
        await using var bench = await StartAsync(false);
        var live = await bench.Provider.Schemas.ReadAsync(bench.Input().Desired.Items.Single(d => d.Existing is not null), CancellationToken.None);
        bench.Write(SchemaCopyFile.PathOf(ResourceAddress.Parse("schema.members"), "default"), live.Value!.ToText());
        bench.Forget();
        Assert.That(bench.ManifestFindings().Where(d => d.Severity == Severity.Error).Select(d => d.Code), Is.EquivalentTo(new[] { "FP2532", "FP2535" }));

        bench.Manifest = bench.Manifest.Replace("nmae.lastNam", "name.firstName", StringComparison.Ordinal).Replace("bronze", "gold", StringComparison.Ordinal);
        Assert.That((await bench.TryPlanAsync()).Succeeded, Is.True);
        bench.Manifest = bench.Manifest[..bench.Manifest.IndexOf("mappings:", StringComparison.Ordinal)];
        Assert.That((await bench.TryPlanAsync()).Succeeded, Is.True);

        Assert.That(ResolvedReads(bench), Is.Zero, string.Join('\n', bench.Reads));
    }

    [Test]
    public async Task Without_service_checks_no_schema_is_read()
    {
        await using var bench = await StartAsync(false);
        bench.ServiceChecks = false;

        var planned = await bench.TryPlanAsync();

        Assert.That((Shown(planned), ResolvedReads(bench)), Is.EqualTo((Array.Empty<string>(), 0)));
    }

    [TestCase(PlanMode.Drift)]
    [TestCase(PlanMode.Destroy)]
    public async Task Drift_and_destroy_check_no_targets(PlanMode mode)
    {
        await using var bench = await StartAsync(false);

        var planned = await bench.TryPlanAsync(new() { Mode = mode });

        Assert.That((Shown(planned).Where(d => d.Contains("FP25", StringComparison.Ordinal)), ResolvedReads(bench)), Is.EqualTo((Array.Empty<string>(), 0)));
    }

    private static async Task<Bench> StartAsync(bool byId)
    {
        var bench = await Bench.StartAsync(Owner);
        await bench.ApplyAsync();
        var reference = byId ? bench.Id("schema.members") : "Members";
        bench.LoseLockfile();
        bench.ServiceChecks = true;
        bench.Manifest = $"{Head}schemas: {{ members: {{ ref: \"{reference}\" }} }}\n{Mappings}";
        bench.Forget();
        return bench;
    }

    private static int ResolvedReads(Bench bench) => bench.Reads.Count(r => r.Contains("/tenant/schemas/", StringComparison.Ordinal));

    private static string[] Shown(Outcome<Plan> planned) => [.. planned.Diagnostics.Select(d => $"{d.Severity} {d.Code} {d.Message}")];
}
