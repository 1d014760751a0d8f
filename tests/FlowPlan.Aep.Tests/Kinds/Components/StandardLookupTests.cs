using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Kinds.Components;

/// <summary>A standard component that the table does not have: a warning offline, and asked for by a plan.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class StandardLookupTests
{
    private const string Known = "https://ns.adobe.com/xdm/context/profile-person-details";
    private const string New = "https://ns.adobe.com/xdm/context/profile-persn-details";
    private const string NewType = "https://ns.adobe.com/xdm/context/adress";
    private const string Manifest = $$"""
        apiVersion: flowplan/v1
        project: acme
        fieldGroups:
          own: { title: Own, classes: [profile], fields: { home: { ref: {{NewType}} }, away: { ref: {{NewType}} } } }
        schemas:
          a: { title: A, class: profile, fieldGroups: [{{New}}, {{Known}}] }
          b: { title: B, class: profile, fieldGroups: [{{New}}] }
        """;

    [Test]
    public async Task Offline_it_is_a_warning_where_it_is_named()
    {
        await using var bench = await Bench.StartAsync(Manifest);

        Assert.That(bench.ManifestFindings().Select(d => (d.Code, d.Span?.Line)), Is.EqualTo(new[] { ("FP2032", 4), ("FP2032", 4), ("FP2032", 6), ("FP2032", (int?)7) }));
    }

    [Test]
    public async Task A_plan_asks_once_for_each_and_refuses_what_is_not_there_with_a_suggestion()
    {
        await using var bench = await Bench.StartAsync(Manifest);

        var plan = await bench.TryPlanAsync();

        Assert.That(plan.Succeeded, Is.False);
        Assert.That(plan.Diagnostics.Where(d => d.Code == "FP2034").Select(d => $"{d.Address}"), Is.EqualTo(new[] { "fieldGroup.own", "fieldGroup.own", "schema.a", "schema.b" }));
        Assert.That(plan.Diagnostics.Single(d => $"{d.Address}" == "schema.b").Help, Does.Contain($"did you mean '{Known}'"));
        Assert.That(bench.Reads.Where(r => r.Contains("/global/", StringComparison.Ordinal)), Has.Exactly(2).Items);
    }

    [Test]
    public async Task A_name_in_the_wrong_part_of_the_path_is_suggested_with_the_right_one_offline_and_by_a_plan()
    {
        await using var bench = await Bench.StartAsync(
            "apiVersion: flowplan/v1\nproject: acme\nschemas:\n  a: { title: A, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-consents] }\n");

        string?[] helps = [bench.ManifestFindings().Single().Help, (await bench.TryPlanAsync()).Diagnostics.Single(d => d.Code == "FP2034").Help];

        Assert.That(helps, Is.All.EqualTo("did you mean 'https://ns.adobe.com/xdm/mixins/profile-consents'?"));
    }

    [TestCase("", null)]
    [TestCase(""", "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/profile"]""", null)]
    [TestCase(""", "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/experienceevent"]""", "FP2015")]
    public async Task One_that_is_there_is_taken_when_it_is_made_for_the_class(string extends, string? code)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, $$"""{"$id": "{{New}}", "meta:altId": "_xdm.x", "title": "New"{{extends}}}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        await using var bench = await Bench.StartAsync(Manifest);
        var schemas = bench.Input().Desired.Items.Where(d => d.Address.Kind == "schema").ToList();

        var found = await ((IReferenceCheck)provider.Kind("schema").Operations).CheckReferencesAsync(schemas, CancellationToken.None);

        Assert.That(found.Select(d => (d.Code, $"{d.Address}")), Is.EqualTo(code is null ? [] : new[] { (code, "schema.a"), (code, "schema.b") }));
        Assert.That(server.Requests, Has.Exactly(1).Items);
    }

    [Test]
    public async Task Nothing_is_asked_of_what_stays_as_it_is()
    {
        const string Settled = $$"""
            apiVersion: flowplan/v1
            project: acme
            schemas:
              a: { title: A, class: profile, fieldGroups: [{{Known}}] }
            """;
        await using var bench = await Bench.StartAsync(Settled);
        await bench.ApplyAsync();
        bench.Edit("schema.a", $$"""{"allOf":[{"$ref":"https://ns.adobe.com/xdm/context/profile"},{"$ref":"{{Known}}"},{"$ref":"{{New}}"}]}""");
        bench.Manifest = Settled.Replace(Known, $"{Known}, {New}", StringComparison.Ordinal);
        bench.Forget();

        var plan = await bench.TryPlanAsync();

        Assert.That(plan.Succeeded && !plan.Value!.HasChanges, Is.True, string.Join('\n', plan.Diagnostics.Select(d => d.Message)));
        Assert.That(bench.Reads.Where(r => r.Contains("/global/", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_asked_where_all_are_known()
    {
        await using var bench = await Bench.StartAsync(Manifest.Replace(New, Known, StringComparison.Ordinal).Replace($"{Known}, {Known}", Known, StringComparison.Ordinal).Replace(NewType, "https://ns.adobe.com/xdm/common/address", StringComparison.Ordinal));

        await bench.PlanAsync();

        Assert.That(bench.Reads.Where(r => r.Contains("/global/", StringComparison.Ordinal)), Is.Empty);
    }
}
