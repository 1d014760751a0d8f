using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>What references mean between resources that <c>forEach</c> and components make.</summary>
public sealed class ReuseTests
{
    private const string Shared =
        """
        connections: { web: { name: Web, dataType: raw } }
        schemas: { event: { ref: https://ns.adobe.com/acme/schemas/event } }

        """;

    private const string Component =
        """
        components:
          ingest:
            inputs: { region: {} }
            datasets: { data: { name: "Data {{ input.region }}", schema: event } }
            mappings: { map: { name: "Map {{ input.region }}", schema: event, fields: { _id: id } } }
            flows: { flow: { name: "Flow {{ input.region }}", source: { connection: web }, target: { dataset: data }, mapping: map } }
            outputs: { data: datasets.data }

        """;

    private readonly ManifestFolder folder = new();

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public void A_name_means_the_resource_of_the_component_and_else_one_of_the_manifest()
    {
        var flow = folder.Resource(Shared + Component + "instances: { emea: { component: ingest, inputs: { region: EMEA } } }\n", "component.emea.flow.flow");
        Assert.That(flow.FindDependencies().Select(d => d.ToString()).Order(StringComparer.Ordinal), Is.EqualTo(new[] { "component.emea.mapping.map", "component.emea.sourceConnection.flow", "component.emea.targetConnection.flow" }));
        var target = folder.Resource(Shared + Component + "instances: { emea: { component: ingest, inputs: { region: EMEA } } }\n", "component.emea.targetConnection.flow");
        Assert.That(target.FindDependencies().Select(d => d.ToString()), Does.Contain("component.emea.dataset.data"));
        var dataset = folder.Resource(Shared + Component + "instances: { emea: { component: ingest, inputs: { region: EMEA } } }\n", "component.emea.dataset.data");
        Assert.That(dataset.FindDependencies().Select(d => d.ToString()), Is.EqualTo(new[] { "schema.event" }));
    }

    [TestCase("data", null)]
    [TestCase("component.emea.data", "component.emea.dataset.data")]
    [TestCase("component.emea.dataset.data", "component.emea.dataset.data")]
    [TestCase("component.emea.datasets.data", "component.emea.dataset.data")]
    [TestCase("component.apac.dataset.data", null)]
    public void The_manifest_names_a_resource_in_a_component_by_its_address_or_an_output(string name, string? expected)
    {
        var manifest = Shared + Component + "instances: { emea: { component: ingest, inputs: { region: EMEA } } }\n"
            + $"targetConnections: {{ t: {{ name: T, dataset: {name} }} }}\n";
        if (expected is null)
            Assert.That(folder.Findings(manifest).Select(d => d.Code), Is.EqualTo(new[] { "FP1301" }));
        else
            Assert.That(folder.Resource(manifest, "targetConnection.t").FindDependencies().Select(d => d.ToString()), Does.Contain(expected));
    }

    [Test]
    public void Resources_with_for_each_go_with_those_of_the_same_key()
    {
        var manifest = Shared +
            """
            datasets: { d: { forEach: [a, b], name: "D {{ each.key }}", schema: event } }
            targetConnections:
              same: { forEach: [a, b], name: "S {{ each.key }}", dataset: d }
              other: { name: O, dataset: 'd["b"]' }
            """;

        Assert.That(folder.Resource(manifest, "targetConnection.same[\"a\"]").FindDependencies().Select(d => d.ToString()), Does.Contain("dataset.d[\"a\"]"));
        Assert.That(folder.Resource(manifest, "targetConnection.other").FindDependencies().Select(d => d.ToString()), Does.Contain("dataset.d[\"b\"]"));
    }

    [Test]
    public void A_resource_can_depend_on_all_of_a_component()
    {
        var manifest = Shared.Replace("dataType: raw", "dataType: raw, dependsOn: [component.late]", StringComparison.Ordinal)
            + "instances: { late: { forEach: [x, y], datasets: { d: { name: \"{{ each.key }}\", schema: event } } } }\n";
        Assert.That(folder.Resource(manifest, "connection.web").DependsOn.Select(d => d.ToString()), Is.EqualTo(new[] { "component.late[\"x\"].dataset.d", "component.late[\"y\"].dataset.d" }));
    }

    [Test]
    public void Twelve_lines_make_fifty_flows()
    {
        var manifest = Shared + Component + "instances: { in: { component: ingest, forEach: \"{{ 1..50 }}\", inputs: { region: \"{{ each.key }}\" } } }\n";

        Assert.That(manifest.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.Length.LessThanOrEqualTo(12));
        Assert.That(folder.Resources(manifest).Count(r => r.Address.Kind == "flow"), Is.EqualTo(50));
    }

    [Test]
    public void A_component_reads_files_beside_its_own()
    {
        folder["parts/ingest.yaml"] = "inputs: { name: {} }\nschemas: { s: { definition: schema.json } }\n";
        folder["parts/schema.json"] = """{ "title": "Of {{ input.name }}", "allOf": [{ "$ref": "https://ns.adobe.com/xdm/context/profile" }] }""";
        var schema = folder.Resource("instances: { x: { component: parts/ingest.yaml, inputs: { name: X } } }\n", "component.x.schema.s");
        Assert.That(schema.Fields["title"], Is.EqualTo(Value.Of("Of X")));
    }
}
