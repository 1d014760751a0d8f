using FlowPlan.Aep.Tests.Dialect;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Tests.Kinds.Common;

/// <summary>What the platform recommends against is a warning at the first that is beyond.</summary>
[TestFixture]
internal sealed class GuardrailTests
{
    private ManifestFolder folder = null!;

    [SetUp]
    public void MakeFolder() => folder = new();

    [TearDown]
    public void RemoveFolder() => folder.Dispose();

    [TestCase("record", 20, null)]
    [TestCase("record", 21, "21 datasets of records")]
    [TestCase("time-series", 21, "21 datasets of events")]
    public void Profile_is_made_for_twenty_datasets_of_either_behavior(string behavior, int count, string? message)
    {
        var datasets = string.Concat(Enumerable.Range(10, count).Select(i => $"  d{i}: {{ name: D{i}, schema: s, profile: true, identity: true }}\n"));
        var found = folder.Findings($$"""
            classes:
              own: { title: Own, behavior: {{behavior}}, fields: { id: string } }
            schemas:
              s: { title: S, class: own, identities: { _tenant.id: { namespace: Email, primary: true } }, profile: true }
            datasets:
              other: { name: Other, schema: s }
            {{datasets}}
            """.Replace("\n    d", "\n  d", StringComparison.Ordinal));

        Assert.That(found.Select(d => d.Code), Is.EqualTo(message is null ? Array.Empty<string>() : ["FP2035"]));
        if (message is not null)
            Assert.That((found[0].Message.Contains(message, StringComparison.Ordinal), found[0].Address?.Key), Is.EqualTo((true, "d30")));
    }

    [TestCase(20, 1, "identities")]
    [TestCase(21, 0, "identities")]
    [TestCase(5, 1, "relationships")]
    [TestCase(6, 0, "relationships")]
    public void A_schema_has_a_number_of_identities_and_relationships(int count, int fits, string group)
    {
        var fields = string.Join(", ", Enumerable.Range(10, count).Select(i => $"f{i}: string"));
        var said = string.Join(", ", Enumerable.Range(10, count).Select(i => $"_tenant.f{i}: {(group == "identities" ? "Email" : "{ schema: o }")}"));
        var found = folder.Findings($$"""
            fieldGroups:
              own: { title: Own, classes: [profile], fields: { {{fields}} } }
            schemas:
              o: { title: O, class: profile }
              s: { title: S, class: profile, fieldGroups: [own], {{group}}: { {{said}} } }
            """);

        Assert.That(found.Select(d => (d.Code, $"{d.Address}")), Is.EqualTo(fits == 1 ? [] : new[] { ("FP2035", "schema.s") }));
    }

    [TestCase(300, false)]
    [TestCase(301, true)]
    public void A_schema_has_three_hundred_data_usage_labels(int count, bool warns)
    {
        var (first, second) = (Names(count - 100), Names(100));
        var found = folder.Findings($$"""
            fieldGroups:
              one: { title: One, classes: [profile], fields: { a: string } }
              two: { title: Two, classes: [profile], fields: { b: string } }
            schemas:
              s: { title: S, class: profile, fieldGroups: [one, two] }
              fewer: { title: Fewer, class: profile, fieldGroups: [one] }
            descriptors:
              a: { fieldGroup: one, field: _tenant.a, labels: [{{first}}] }
              b: { fieldGroup: two, field: _tenant.b, labels: [{{second}}] }
            """);

        AssertWarns(found, warns ? "schema.s: there are 301 data usage labels of fields; the platform is made for 300 at most" : null);
    }

    [TestCase(4000, false)]
    [TestCase(4001, true)]
    public void A_sandbox_has_four_thousand_descriptors(int count, bool warns)
    {
        var fields = string.Join(", ", Enumerable.Range(0, count).Select(i => $"f{i}: string"));
        var names = string.Join(", ", Enumerable.Range(0, count - 1).Select(i => $"_tenant.f{i}: F"));
        var found = folder.Findings($$"""
            fieldGroups:
              own: { title: Own, classes: [profile], fields: { {{fields}} } }
            schemas:
              s: { title: S, class: profile, fieldGroups: [own], friendlyNames: { {{names}} } }
            descriptors:
              use: { fieldGroup: own, field: _tenant.f0, labels: [C1] }
            """);

        AssertWarns(found, warns ? "schema.s: there are 4001 descriptors in the sandbox; the platform is made for 4000 at most" : null);
    }

    [TestCase(10_000, false)]
    [TestCase(10_001, true)]
    public void A_row_has_ten_thousand_fields(int count, bool warns)
    {
        var fields = string.Join(", ", Enumerable.Range(0, count - 1).Select(i => $"f{i}: string"));
        var found = folder.Findings($$"""
            fieldGroups:
              one: { title: One, classes: [profile], fields: { {{fields}} } }
              two: { title: Two, classes: [profile], fields: { last: string } }
            schemas:
              s: { title: S, class: profile, fieldGroups: [one, two] }
            """);

        AssertWarns(found, warns ? "schema.s: there are 10001 own fields; the platform is made for 10000 at most" : null);
    }

    [TestCase(5, false)]
    [TestCase(6, true)]
    public void A_schema_that_others_lead_to_has_five_datasets_in_Profile(int count, bool warns)
    {
        var datasets = string.Concat(Enumerable.Range(10, count).Select(i => $"  d{i}: {{ name: D{i}, schema: o, profile: true, identity: true }}\n"));
        var found = folder.Findings($$"""
            fieldGroups:
              own: { title: Own, classes: [profile], fields: { id: string, other: string } }
            schemas:
              o: { title: O, class: profile, fieldGroups: [own], identities: { _tenant.id: { namespace: Email, primary: true } }, profile: true }
              s: { title: S, class: profile, fieldGroups: [own], relationships: { _tenant.other: { schema: o, namespace: Email } } }
            datasets:
              lake: { name: Lake, schema: o }
              apart: { name: Apart, schema: s }
            {{datasets}}
            """);

        AssertWarns(found, warns ? "dataset.d15: there are 6 datasets of schema.o, to which relationships lead, that are enabled for Profile; the platform is made for 5 at most" : null);
    }

    [TestCase("17m", true, null)]
    [TestCase("15m", true, "flow.b: there are 97 scheduled batches a day of datasets that are enabled for Profile; the platform is made for 90 at most")]
    [TestCase("15m", false, null)]
    public void Profile_takes_ninety_batches_a_day(string every, bool profile, string? warning)
    {
        var found = folder.Findings($$"""
            fieldGroups:
              own: { title: Own, classes: [profile], fields: { id: string } }
            schemas:
              s: { title: S, class: profile, fieldGroups: [own], identities: { _tenant.id: { namespace: Email, primary: true } }, profile: true }
            datasets:
              d: { name: D, schema: s, profile: {{(profile ? "true, identity: true" : "false")}} }
            connections:
              c: { name: C, type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b } }
            sourceConnections:
              a: { name: A, connection: c, data: { format: json }, params: { path: /a } }
              b: { name: B, connection: c, data: { format: json }, params: { path: /b } }
            targetConnections:
              a: { name: A, dataset: d }
              b: { name: B, dataset: d }
            flows:
              a: { name: A, flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876 }, sourceConnection: a, targetConnection: a, schedule: { every: 1d, start: 2040-01-01T00:00:00Z } }
              b: { name: B, flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876 }, sourceConnection: b, targetConnection: b, schedule: { every: {{every}}, start: 2040-01-01T00:00:00Z } }
            """);

        AssertWarns(found, warning);
    }

    [Test]
    public void An_identity_lies_four_levels_deep_at_most()
    {
        var found = folder.Findings("""
            fieldGroups:
              own: { title: Own, classes: [profile], fields: { a.b.c: string, a.b.d.e: string } }
            schemas:
              s: { title: S, class: profile, fieldGroups: [own], identities: { _tenant.a.b.c: Email, _tenant.a.b.d.e: Phone } }
            """);

        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "FP2035" }));
        Assert.That(found[0].Message, Does.Contain("_tenant.a.b.d.e"));
    }

    private static string Names(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"custom/l{i}"));

    private static void AssertWarns(IReadOnlyList<Diagnostic> found, string? warning)
    {
        Assert.That(found.Select(d => d.Message), warning is null ? Is.Empty : Is.EqualTo(new[] { warning }));
        Assert.That(found.Select(d => d.Code), Is.All.EqualTo("FP2035"));
        Assert.That(found.Select(d => d.Severity), Is.All.EqualTo(Severity.Warning));
    }
}
