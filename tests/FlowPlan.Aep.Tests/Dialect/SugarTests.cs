using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>A flow's <c>source</c> and <c>target</c> say no more than the sections that they stand for.</summary>
[TestFixture]
internal sealed class SugarTests
{
    private const string Parts = "connections: { web: { name: Web, dataType: xdm } }\nschemas: { s: { ref: S } }\ndatasets: { d: { name: D, schema: s } }\n";

    [TestCase(
        "flows:\n  f: { name: Orders, source: { connection: web }, target: { dataset: d } }\n",
        "sourceConnections: { f: { name: Orders Source, connection: web } }\ntargetConnections: { f: { name: Orders Target, dataset: d } }\n")]
    [TestCase(
        "flows:\n  f: { name: Orders, source: { connection: web, name: A, description: B, data: { x: 1 }, params: { y: 2 } }, target: { dataset: d, name: C, description: D, schema: s } }\n",
        "sourceConnections: { f: { name: A, description: B, connection: web, data: { x: 1 }, params: { y: 2 } } }\ntargetConnections: { f: { name: C, description: D, dataset: d, schema: s } }\n")]
    public void The_short_form_makes_the_same_resources_as_the_long(string sugar, string sections)
    {
        using var folder = new ManifestFolder();
        var made = folder.Resources(Parts + sugar);

        var written = folder.Resources(Parts + sections + "flows:\n  f: { name: Orders, sourceConnection: f, targetConnection: f }\n");

        Assert.That(made.Select(Content), Is.EqualTo(written.Select(Content)));
    }

    [Test]
    public void The_parts_made_stand_where_the_flow_says_them()
    {
        using var folder = new ManifestFolder();

        var resources = folder.Resources(Parts + "flows:\n  f:\n    name: Orders\n    source: { connection: web }\n    target: { dataset: d }\n");

        Assert.That(resources.Single(r => r.Address.Kind == "sourceConnection").Span.Line, Is.EqualTo(9));
        Assert.That(resources.Single(r => r.Address.Kind == "targetConnection").FieldSpans["dataSetId"].Line, Is.EqualTo(10));
    }

    [Test]
    public void A_name_made_from_a_secret_is_refused()
    {
        using var folder = new ManifestFolder();

        var faults = folder.Faults(
            "variables: { client: { sensitive: true } }\n" + Parts + "flows:\n  f: { name: \"{{ var.client }}\", source: { connection: web }, target: { dataset: d } }\n",
            "client=Umbrella");

        Assert.That(faults, Is.EqualTo(new[] { "FP2051 flowplan.yaml:8:14" }));
    }

    [Test]
    public void The_parts_made_can_be_waited_for()
    {
        using var folder = new ManifestFolder();

        var dataset = folder.Resource(
            Parts + "flows:\n  f: { name: F, source: { connection: web }, target: { dataset: d } }\n  g: { name: G, source: { connection: web }, target: { dataset: d }, dependsOn: [flow.f, sourceConnections.f] }\n", "flow.g");

        Assert.That(dataset.DependsOn.Select(a => a.ToString()), Is.EqualTo(new[] { "flow.f", "sourceConnection.f" }));
    }

    private static string Content(DesiredResource resource) => $"{resource.Address} {resource.Fields}";
}
