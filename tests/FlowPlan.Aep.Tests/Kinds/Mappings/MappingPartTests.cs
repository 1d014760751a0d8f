using System.Text.Json.Nodes;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Tests.Emulated;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Mappings;

/// <summary>What a mapping set has besides sources and expressions: declared it is sent, otherwise it is kept.</summary>
[TestFixture]
internal sealed class MappingPartTests
{
    private const string Head = """
        apiVersion: flowplan/v1
        project: acme
        schemas:
          s: { title: S, class: profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] }
        mappings:
          m:
            schema: s

        """;

    private const string Full = Head + """
            strictMapping: true
            allowNullValues: true
            fields:
              person.gender: { static: female, description: All of them }
              person.name.firstName: { source: given, name: first, identity: true }
              person.name.lastName: { expression: 'upper(family)', name: last, description: In capitals }
        """;

    [Test]
    public async Task Everything_is_declared_and_comes_back_and_is_exported()
    {
        await using var bench = await Bench.StartAsync(Full);
        await bench.ApplyAsync();

        var set = (await bench.ObjectsAsync("mappingSets")).Single();
        var again = await bench.PlanAsync();
        var exported = await new SandboxExporter(bench.Provider, bench.Dialect).ExportAsync(
            new() { Project = "acme", Environment = "dev", Sandbox = "dev", TakeOver = true }, CancellationToken.None);
        var csv = await new SandboxExporter(bench.Provider, bench.Dialect).ExportAsync(
            new() { Project = "acme", Environment = "dev", Sandbox = "dev", TakeOver = true, WritesCsv = true }, CancellationToken.None);

        Assert.That(((bool)set["strictMapping"]!, (bool)set["allowNullValues"]!), Is.EqualTo((true, true)));
        Assert.That(PartsOf(set), Is.EqualTo((string[])
        [
            "person.gender STATIC female  All of them", "person.name.firstName text/x.schema-path given first ", "person.name.lastName text/x.aep-xl upper(family) last In capitals",
        ]));
        Assert.That(again.HasChanges, Is.False);
        Assert.That(exported.Diagnostics, Is.Empty);
        Assert.That(exported.Value!.Files[^1].Text, Does.Contain("""
                strictMapping: true
                allowNullValues: true
                fields:
                  person.gender: { static: female, description: All of them }
                  person.name.firstName: { source: given, identity: true, name: first }
                  person.name.lastName: { expression: upper(family), name: last, description: In capitals }
            """));
        Assert.That(csv.Value!.Files.Single(f => f.Path == "mappings/m.csv").Text, Is.EqualTo("""
            target,source,expression,identity,static,name,description
            person.gender,,,,female,,All of them
            person.name.firstName,given,,true,,first,
            person.name.lastName,,upper(family),,,last,In capitals

            """));
    }

    [Test]
    public async Task What_is_not_declared_is_kept_by_an_update()
    {
        await using var bench = await Bench.StartAsync(Head + "    fields: { person.name.lastName: { expression: upper(family) } }\n");
        await bench.ApplyAsync();
        bench.Edit("mapping.m", """
            {"strictMapping":true,"mappings":[{"sourceType":"text/x.aep-xl","source":"upper(family)","destination":"person.name.lastName","name":"last","description":"In capitals"}]}
            """);
        var unchanged = await bench.PlanAsync();
        bench.Manifest = Head + "    fields: { person.name.lastName: { expression: lower(family), description: In small letters } }\n";
        await bench.ApplyAsync();

        var set = (await bench.ObjectsAsync("mappingSets")).Single();

        Assert.That(unchanged.HasChanges, Is.False);
        Assert.That((bool)set["strictMapping"]!, Is.True);
        Assert.That(PartsOf(set), Is.EqualTo((string[])["person.name.lastName text/x.aep-xl lower(family) last In small letters"]));
    }

    [Test]
    public async Task What_is_no_longer_declared_is_removed()
    {
        await using var bench = await Bench.StartAsync(Full);
        await bench.ApplyAsync();
        bench.Manifest = Head + "    fields: { person.name.firstName: given, person.name.lastName: { expression: upper(family), name: last } }\n";
        await bench.ApplyAsync();

        var set = (await bench.ObjectsAsync("mappingSets")).Single();

        Assert.That(((bool)set["strictMapping"]!, (bool)set["allowNullValues"]!), Is.EqualTo((false, false)));
        Assert.That(PartsOf(set), Is.EqualTo((string[])["person.name.firstName text/x.schema-path given  ", "person.name.lastName text/x.aep-xl upper(family) last "]));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_flag_that_is_false_and_no_longer_declared_is_no_change()
    {
        const string Fields = "    fields: { person.name.firstName: given }\n";
        await using var bench = await Bench.StartAsync(Head + "    strictMapping: false\n    allowNullValues: true\n" + Fields);
        await bench.ApplyAsync();
        bench.Manifest = Head + "    allowNullValues: true\n" + Fields;

        var ofFalse = await bench.PlanAsync();
        bench.Manifest = Head + Fields;
        var ofTrue = await bench.PlanAsync();
        await bench.ApplyAsync();

        Assert.That(ofFalse.HasChanges, Is.False);
        Assert.That(ofTrue.Actions.SelectMany(a => a.Differences).Select(d => (d.DisplayPath, d.Live, d.Planned)), Is.EqualTo(new[] { ("allowNullValues", Value.Of(true), Value.Of(false)) }));
        Assert.That((bool)(await bench.ObjectsAsync("mappingSets")).Single()["allowNullValues"]!, Is.False);
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task The_input_schema_is_declared_kept_removed_and_exported()
    {
        const string Fields = "    fields: { person.name.firstName: given }\n";
        var source = Head.Replace("  s: {", "  raw: { title: Raw, class: profile }\n  s: {", StringComparison.Ordinal);
        await using var bench = await Bench.StartAsync(source + "    inputSchema: raw\n" + Fields);
        await bench.ApplyAsync();
        var created = (await bench.ObjectsAsync("mappingSets")).Single();
        var exported = await bench.ExportAsync(takeOver: true);
        var sample = new JsonObject
        {
            ["id"] = "i",
            ["version"] = 3,
            ["sampleId"] = "a",
            ["jsonSchema"] = new JsonObject(),
            ["schemaRef"] = new JsonObject { ["id"] = bench.Id("schema.raw"), ["contentType"] = "application/vnd.adobe.xed-full+json; version=1" },
        };
        bench.Edit("mapping.m", new JsonObject { ["inputSchema"] = sample }.ToJsonString());

        var settled = await bench.PlanAsync();
        bench.Manifest = bench.Manifest.Replace(": given", ": family", StringComparison.Ordinal);
        await bench.ApplyAsync();
        var kept = (await bench.ObjectsAsync("mappingSets")).Single();
        bench.Manifest = source + Fields;
        await bench.ApplyAsync();
        var removed = (await bench.ObjectsAsync("mappingSets")).Single();

        Assert.That(
            ((string?)created["inputSchema"]!["schemaRef"]!["id"], (string?)created["inputSchema"]!["schemaRef"]!["contentType"]),
            Is.EqualTo((bench.Id("schema.raw"), "application/vnd.adobe.xed-full+json;version=1")));
        Assert.That(exported.Diagnostics, Is.Empty);
        Assert.That(exported.Value!.Files[^1].Text, Does.Contain("    schema: s\n    inputSchema: raw\n    fields:\n"));
        Assert.That(settled.HasChanges, Is.False);
        Assert.That(((string?)kept["inputSchema"]!["sampleId"], kept["inputSchema"]!["jsonSchema"]), Is.EqualTo(("a", (JsonNode?)null)));
        Assert.That(removed["inputSchema"], Is.Null);
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task An_input_schema_that_the_manifest_does_not_know_is_not_exported_and_stays()
    {
        await using var bench = await Bench.StartAsync(Head + "    fields: { person.name.firstName: given }\n");
        await bench.ApplyAsync();
        bench.Edit("mapping.m", """{"inputSchema":{"schemaRef":{"id":"https://ns.adobe.com/acme/schemas/gone"}}}""");

        var exported = await bench.ExportAsync(takeOver: true);
        bench.Manifest = bench.Manifest.Replace(": given", ": family", StringComparison.Ordinal);
        await bench.ApplyAsync();

        Assert.That(exported.Diagnostics, Is.Empty);
        Assert.That(exported.Value!.Files[^1].Text, Does.Contain("mappings:").And.Not.Contain("inputSchema"));
        Assert.That((string?)(await bench.ObjectsAsync("mappingSets")).Single()["inputSchema"]!["schemaRef"]!["id"], Is.EqualTo("https://ns.adobe.com/acme/schemas/gone"));
    }

    [TestCase("person.gender: { static: femal }", "FP2547")]
    [TestCase("person.gender: { static: female, source: a }", "FP1101")]
    public async Task A_static_value_is_checked(string field, string code)
    {
        await using var bench = await Bench.StartAsync(Head + $"    fields: {{ {field} }}\n");

        Assert.That(bench.ManifestFindings().Select(d => d.Code), Has.Member(code));
    }

    private static IEnumerable<string> PartsOf(JsonObject set) =>
        set["mappings"]!.AsArray().OrderBy(m => (string?)m!["destination"], StringComparer.Ordinal)
            .Select(m => $"{m!["destination"]} {m["sourceType"]} {m["source"]} {m["name"]} {m["description"]}");
}
