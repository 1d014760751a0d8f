using FlowPlan.Aep.Tests.Dialect;

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
}
