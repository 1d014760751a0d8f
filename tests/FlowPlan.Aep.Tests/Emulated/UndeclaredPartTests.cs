using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>A write that replaces a whole object or value sends again what the manifest does not declare of it.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class UndeclaredPartTests
{
    private const string MappingSet = """
        {"strictMapping": true, "allowNullValues": true,
         "inputSchema": {"id": "i", "version": 0, "sampleId": "s", "jsonSchema": {"properties": {}}},
         "mappings": [
           {"id": "1", "version": 3, "sourceType": "text/x.schema-path", "source": "first", "destination": "person.name.firstName", "name": "First", "description": "the given one", "primaryIdentity": true, "functionVersion": 1},
           {"id": "2", "sourceType": "text/x.aep-xl", "source": "upper(last)", "destination": "person.name.lastName", "name": "Last"},
           {"id": "3", "sourceType": "text/x.schema-path", "source": "born", "destination": "person.birthDate", "identity": true},
           {"id": "4", "sourceType": "text/x.aep-xl", "source": "lower(mid)", "destination": "person.name.middleName", "description": "made in the UI"}]}
        """;

    [Test]
    public async Task The_update_of_a_mapping_set_keeps_flags_input_schema_descriptions_and_mappings_of_others()
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("mapping.m", MappingSet);
        Assert.That((await bench.PlanAsync()).Actions.Single(a => $"{a.Address}" == "mapping.m").Differences, Is.Empty);
        bench.Manifest = bench.Manifest.Replace("person.name.firstName: first", "person.name.firstName: given", StringComparison.Ordinal);
        bench.Forget();

        await bench.ApplyAsync();

        var put = Sent(bench, "PUT");
        Assert.That((bool)put["strictMapping"]! && (bool)put["allowNullValues"]!, Is.True);
        Assert.That(JsonNode.DeepEquals(put["inputSchema"], JsonNode.Parse("""{"id": "i", "version": 0, "sampleId": "s"}""")), Is.True, put.ToJsonString());
        Assert.That(put.AsObject().Select(p => p.Key), Has.No.Member("id").And.No.Member("version").And.No.Member("status").And.No.Member("createdDate"));
        var expected = JsonNode.Parse("""
            [{"sourceType": "EXPRESSION", "source": "lower(mid)", "destination": "person.name.middleName", "description": "made in the UI"},
             {"sourceType": "ATTRIBUTE", "source": "born", "destination": "person.birthDate", "identity": true},
             {"sourceType": "ATTRIBUTE", "source": "given", "destination": "person.name.firstName", "name": "First", "description": "the given one", "primaryIdentity": true},
             {"sourceType": "EXPRESSION", "source": "upper(last)", "destination": "person.name.lastName", "name": "Last"}]
            """);
        Assert.That(JsonNode.DeepEquals(put["mappings"], expected), Is.True, put["mappings"]!.ToJsonString());
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_field_that_is_taken_out_of_the_manifest_is_removed_from_the_set()
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Manifest = bench.Manifest.Replace(", person.birthDate: { source: born, identity: true }", string.Empty, StringComparison.Ordinal);
        bench.Forget();

        await bench.ApplyAsync();

        Assert.That(Sent(bench, "PUT")["mappings"]!.AsArray().Select(m => (string?)m!["destination"]), Is.EqualTo(new[] { "person.name.firstName", "person.name.lastName" }));
        Assert.That((await bench.PlanAsync()).HasChanges, Is.False);
    }

    [Test]
    public async Task A_new_version_of_the_mapping_keeps_the_other_parameters_of_the_transformation()
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("flow.f", $$$"""{"transformations": [{"name": "Mapping", "label": "UI", "params": {"mappingId": "{{{bench.Id("mapping.m")}}}", "mappingVersion": "0", "sampleId": "x"}}]}""");
        bench.Manifest = bench.Manifest.Replace("person.name.firstName: first", "person.name.firstName: given", StringComparison.Ordinal);
        bench.Forget();

        await bench.ApplyAsync();

        var patch = bench.Writes.Single(r => r is { Method: "PATCH" } && r.PathAndQuery.Contains("/flows/", StringComparison.Ordinal));
        var value = JsonNode.Parse(patch.Body)![0]!["value"]!;
        Assert.That((string?)value["label"], Is.EqualTo("UI"));
        Assert.That((string?)value["params"]!["sampleId"], Is.EqualTo("x"));
        Assert.That((int)value["params"]!["mappingVersion"]!, Is.GreaterThan(0));
    }

    [Test]
    public async Task A_change_of_Profile_keeps_the_other_values_of_the_tag()
    {
        await using var bench = await AppliedFieldTable.StartAsync();
        bench.Edit("dataset.p", """{"tags": {"unifiedProfile": ["enabled:true", "isUpsert:true", "enabledAt:2026-01-01"], "unifiedIdentity": ["enabled:true", "kept"]}}""");
        bench.Manifest = bench.Manifest.Replace("enabled: true, upsert: true", "enabled: true, upsert: false", StringComparison.Ordinal);
        bench.Forget();

        await bench.ApplyAsync();

        var values = bench.Writes.SelectMany(w => JsonNode.Parse(w.Body)!.AsArray()).Select(o => $"{o!["path"]} {o["value"]!.ToJsonString()}");
        Assert.That(values, Is.EqualTo(new[]
        {
            """/tags/unifiedProfile ["enabled:false","enabledAt:2026-01-01"]""",
            """/tags/unifiedIdentity ["enabled:false","kept"]""",
            """/tags/unifiedIdentity ["enabled:true","kept"]""",
            """/tags/unifiedProfile ["enabled:true","enabledAt:2026-01-01"]""",
        }));
    }

    private static JsonNode Sent(Bench bench, string method) => JsonNode.Parse(bench.Writes.Single(r => r.Method == method).Body)!;
}
