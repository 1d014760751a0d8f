using FlowPlan.Cli.Graphs;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Graphs of manifests and plans.</summary>
public sealed class GraphTests
{
    private const string Flows =
        """
        connections: { web: { name: Web, dataType: raw } }
        schemas: { s: { ref: "https://ns.adobe.com/acme/schemas/1" } }
        datasets: { d: { name: D, schema: s } }
        mappings: { m: { schema: s, fields: { a: b } } }
        flows: { f: { forEach: ["x#<b>", y], name: "F {{ each.key }}", source: { connection: web }, target: { dataset: d }, mapping: m } }

        """;

    [Test]
    public async Task A_graph_has_a_cluster_for_each_flow_with_what_only_it_uses()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write(Flows);

        var mermaid = await cli.RunAsync("graph", cli.Manifest);
        var dot = await cli.RunAsync("graph", cli.Manifest, "--format", "dot");

        Assert.That((mermaid.ExitCode, mermaid.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(mermaid.Output, Is.EqualTo(
            """
            graph LR
              n0["connection.web"]
              n1["dataset.d"]
              n4["mapping.m"]
              n5["schema.s"]
              subgraph n2_["flow.f[#34;x#35;#60;b#62;#34;]"]
                n2["flow.f[#34;x#35;#60;b#62;#34;]"]
                n6["sourceConnection.f[#34;x#35;#60;b#62;#34;]"]
                n8["targetConnection.f[#34;x#35;#60;b#62;#34;]"]
              end
              subgraph n3_["flow.f[#34;y#34;]"]
                n3["flow.f[#34;y#34;]"]
                n7["sourceConnection.f[#34;y#34;]"]
                n9["targetConnection.f[#34;y#34;]"]
              end
              n5 --> n1
              n4 --> n2
              n6 --> n2
              n8 --> n2
              n4 --> n3
              n7 --> n3
              n9 --> n3
              n5 --> n4
              n0 --> n6
              n0 --> n7
              n1 --> n8
              n5 --> n8
              n1 --> n9
              n5 --> n9
              classDef existing fill:#f3f3f3,stroke:#777777,color:#000,stroke-dasharray:4
              class n5 existing

            """.ReplaceLineEndings("\n")));
        Assert.That(dot.Output, Does.StartWith("digraph flowplan {\n").And.Contain("  subgraph \"cluster_n2\" {\n    label=\"flow.f[\\\"x#<b>\\\"]\";\n").And.EndWith("  n5 -> n9;\n}\n"));
    }

    [Test]
    public async Task The_graph_of_a_saved_plan_shows_what_is_done()
    {
        using var cli = new InProcess().Declare("a");
        var saved = Path.Combine(cli.Manifest, "plan.json");
        await cli.RunAsync("plan", cli.Manifest, "--out", saved);

        var run = await cli.RunAsync("graph", saved);

        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, string.Empty)));
        Assert.That(run.Output, Does.StartWith("graph LR\n  n0[\"+ base.a\"]\n").And.EndWith("  class n0 create\n"));
    }

    [Test]
    public void Every_action_is_drawn_as_Mermaid_and_as_DOT()
    {
        var actions = Enum.GetValues<ActionKind>();
        var graph = ResourceGraph.Of(Plans.Of([.. actions.Select(a => Plans.Action($"flow.{a}", a))]));

        var (mermaid, dot) = (MermaidText.Of(graph), DotText.Of(graph));

        foreach (var action in actions)
            Assert.That((mermaid.Contains($"flow.{action}\"", StringComparison.Ordinal), dot.Contains($"flow.{action}\"", StringComparison.Ordinal)), Is.EqualTo((true, true)), $"{action}");
        Assert.That(mermaid, Does.Contain("[\"-/+ flow.Replace\"]").And.Contain("[\"- flow.Delete\"]").And.Contain("[\"flow.NoOp\"]"));
        Assert.That(dot, Does.Contain("label=\"+ flow.Create\", style=\"filled\", fillcolor=\"#d1f0d9\""));
    }

    [Test]
    public void What_a_deposed_flow_uses_belongs_to_the_flow_that_replaced_it()
    {
        ResourceAddress flow = new("flow", "f"), source = new("sourceConnection", "f"), connection = new("connection", "old");
        var graph = ResourceGraph.Of(Plans.Of(
            Plans.Action("sourceConnection.f", ActionKind.NoOp),
            Plans.Action("connection.old", ActionKind.NoOp),
            Plans.Action("flow.f", ActionKind.NoOp) with { DependsOn = [source] },
            Plans.Action("flow.f", ActionKind.Delete) with { Address = flow.Deposed("7"), Prior = new() { Id = "7", Fields = Value.Map.Empty, Dependencies = [source, connection] } }));

        Assert.That(
            graph.Clusters().Select(c => (c.Flow?.Address, string.Join(", ", c.Members.Select(m => m.Address)))),
            Is.EqualTo(new (ResourceAddress?, string)[] { (null, "connection.old, flow.f (deposed 7)"), (flow, "flow.f, sourceConnection.f") }));
    }

    [Test]
    public async Task An_invalid_manifest_has_no_graph()
    {
        using var cli = new InProcess { OtherProviders = new AepProviderFactory() }.Write("flows: { a: { bogus: 1 } }\n");
        var run = await cli.RunAsync("graph", cli.Manifest);
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((1, string.Empty)));
        Assert.That(run.Error, Does.Contain("FP1101"));
    }
}
