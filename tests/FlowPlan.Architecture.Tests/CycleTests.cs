using FlowPlan.Architecture.Tests.Namespaces;

namespace FlowPlan.Architecture.Tests;

/// <summary>Namespaces use each other in one direction only, in all projects.</summary>
public sealed class CycleTests
{
    [Test]
    public void Namespaces_do_not_use_each_other_in_a_cycle()
    {
        var graph = NamespaceGraph.OfTheProduct;

        new KnownList("known-cycles.txt").Check(Cycles.Edges(graph).Select(edge => (
            $"{edge.From} -> {edge.To}",
            edge.Place,
            "cycle:" + string.Concat(Cycles.Shortest(graph, edge).Select(step => $"\n    {step.From} -> {step.To}: {step.Place}")))));
    }

    [Test]
    public void A_cycle_is_found_across_a_parent_and_its_child_and_shown_as_a_path()
    {
        var graph = new NamespaceGraph(
            ["A", "A.Child", "B", "C"],
            [Use("A", "A.Child"), Use("A.Child", "B"), Use("B", "A"), Use("C", "A")]);

        Assert.Multiple(() =>
        {
            Assert.That(Cycles.Edges(graph).Select(e => e.From), Is.EqualTo((string[])["A", "A.Child", "B"]));
            Assert.That(Cycles.Shortest(graph, Use("B", "A")).Select(e => e.From), Is.EqualTo((string[])["B", "A", "A.Child"]));
        });
    }

    [Test]
    public void The_sources_are_bound_completely() => Assert.That(
        NamespaceGraph.OfTheProduct.Unresolved, Is.Empty, "a name that the compiler does not know would be a reference that the graph lacks");

    private static Reference Use(string from, string to) => new(from, to, "x.cs", 1, to);
}
