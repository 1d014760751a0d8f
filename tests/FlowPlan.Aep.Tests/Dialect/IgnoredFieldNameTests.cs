using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>A path of <c>ignoreChanges</c> must be able to name a field of its kind.</summary>
[TestFixture]
internal sealed class IgnoredFieldNameTests
{
    private const string Source = "connections: { c: { name: C, dataType: raw } }\nsourceConnections:\n  a: { name: A, connection: c, data: { format: json }, params: { path: /in }, ";
    private const string Dataset = "schemas: { s: { ref: S } }\ndatasets:\n  a: { name: A, schema: s, ";
    private const string Connection = "connections:\n  a: { name: A, dataType: raw, ";

    [TestCase(Connection, "description")]
    [TestCase(Connection, "type")]
    [TestCase(Connection, "type.version")]
    [TestCase(Connection, "*")]
    [TestCase(Connection, "**")]
    [TestCase(Connection, "**.version")]
    [TestCase(Connection, "params.anything.0.else")]
    [TestCase(Source, "params")]
    [TestCase(Source, "data.columns.*.type")]
    [TestCase(Source, "/params/path")]
    [TestCase(Source, "**.note")]
    [TestCase(Dataset, "tags.team")]
    [TestCase(Dataset, "tags/acme.team")]
    [TestCase(Dataset, "profile.enabled")]
    public void A_path_that_can_name_a_field_is_accepted(string block, string path)
    {
        using var folder = new ManifestFolder();

        Assert.That(folder.Try(Block(block, path)).Diagnostics, Is.Empty);
    }

    [TestCase(Connection, "descripton", "a connection has no field 'descripton'", "did you mean 'description'?")]
    [TestCase(Connection, "type.versoin", "a connection has no field 'type.versoin'", "did you mean 'type.version'?")]
    [TestCase(Connection, "name.first", "a connection has no field 'name.first'", null)]
    [TestCase(Connection, "schedule.interval", "a connection has no field 'schedule'", null)]
    [TestCase(Connection, "", "a connection has no field ''", null)]
    [TestCase(Source, "prams.path", "a sourceConnection has no field 'prams'", "did you mean 'params'?")]
    [TestCase(Source, "connection", "a sourceConnection has no field 'connection'", null)]
    [TestCase(Dataset, "profile.upsrt", "a dataset has no field 'profile.upsrt'", "did you mean 'profile.upsert'?")]
    public void A_path_that_names_no_field_is_an_error_with_a_suggestion(string block, string path, string message, string? help)
    {
        using var folder = new ManifestFolder();

        var found = folder.Try(Block(block, path)).Diagnostics;

        Assert.That(found.Select(d => d.Code), Is.EqualTo(new[] { "FP1309" }));
        Assert.That(found[0].Message, Does.EndWith(message));
        if (help is not null)
            Assert.That(found[0].Help, Is.EqualTo(help));
    }

    [TestCaseSource(typeof(FieldTable), nameof(FieldTable.Rows))]
    public void Every_field_that_a_plan_can_show_can_be_ignored(FieldRow row)
    {
        var kind = new AepDialect().Kinds.Single(k => k.Name == row.Address.Split('.')[0]);

        Assert.That(kind.Fields.Any(f => FieldPattern.Parse(row.Path).Overlaps(f)), Is.True);
    }

    [Test]
    public void A_path_of_many_wildcards_ends()
    {
        using var folder = new ManifestFolder();

        Assert.That(folder.Try(Block(Connection, string.Concat(Enumerable.Repeat("**.", 100_000)) + "version")).Diagnostics, Is.Empty);
    }

    private static string Block(string block, string path) => block + "lifecycle: { ignoreChanges: [\"" + path + "\"] } }\n";
}
