using FlowPlan.Core.Graph;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Graph;

public sealed class DependencyGraphTests
{
    private static ResourceAddress A(string key) => new("k", key);

    private static DependencyGraph Graph(params (string Node, string[] Needs)[] nodes) =>
        DependencyGraph.Of(nodes.Select(n => (A(n.Node), n.Needs.Select(A))));

    [Test]
    public void Dependencies_come_first_and_ties_are_broken_by_address() => Assert.That(
        Graph(("c", ["a"]), ("b", []), ("a", [])).Order.Select(o => o.Key),
        Is.EqualTo(new[] { "a", "b", "c" }));

    [Test]
    public void A_cycle_is_found_as_a_path_that_ends_where_it_begins()
    {
        var graph = Graph(("a", ["b"]), ("b", ["c"]), ("c", ["b"]), ("d", ["a"]));

        Assert.That(graph.FindCycle().Select(c => c.Key), Is.EqualTo(new[] { "b", "c", "b" }));
        Assert.That(() => graph.Order, Throws.InvalidOperationException);
    }

    [Test]
    public void What_is_no_node_is_left_out() => Assert.That(Graph(("a", ["elsewhere"])).Order.Select(o => o.Key), Is.EqualTo(new[] { "a" }));

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void Every_node_stands_behind_what_it_needs_however_the_nodes_were_given(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var nodes = Enumerable.Range(0, random.Next(1, 40))
            .Select(i => (Node: A($"n{i}"), Needs: Enumerable.Range(0, i).Where(_ => random.Next(4) == 0).Select(j => A($"n{j}")).ToList().AsEnumerable()))
            .ToList();
        var order = DependencyGraph.Of(nodes).Order;
        var shuffled = nodes.ToArray();
        random.Shuffle(shuffled);

        Assert.That(DependencyGraph.Of(shuffled).Order, Is.EqualTo(order));
        foreach (var (node, needs) in nodes)
            Assert.That(needs.All(n => order.IndexOf(n) < order.IndexOf(node)));
    }

    [Test]
    public void A_chain_of_fifty_thousand_is_no_trouble()
    {
        var graph = DependencyGraph.Of(Enumerable.Range(0, 50_000).Select(i => (A($"{i:D6}"), i == 0 ? [] : new[] { A($"{i - 1:D6}") }.AsEnumerable())));

        Assert.That(graph.Order[^1].Key, Is.EqualTo("049999"));
    }
}
