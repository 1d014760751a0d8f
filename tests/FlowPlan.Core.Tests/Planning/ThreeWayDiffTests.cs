using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Fields that changed their shape are one change; renamed fields are compared in linear space.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ThreeWayDiffTests
{
    private const int Many = 4_000;

    [Test]
    public void A_map_that_became_a_value_is_not_removed_as_well()
    {
        var map = Map(("m", Map(("a", Value.Of(1)), ("b", Value.Of(2)))));

        Assert.That(Compare(Map(("m", Value.Of("x"))), map, map).Select(d => d.Path.ToString()), Is.EqualTo(new[] { "m" }));
    }

    [Test]
    public void A_value_that_became_a_map_is_not_removed_as_well()
    {
        var value = Map(("m", Value.Of("x")));

        Assert.That(Compare(Map(("m", Map(("a", Value.Of(1))))), value, value).Select(d => d.Path.ToString()), Is.EqualTo(new[] { "m/a" }));
    }

    [Test]
    public void A_field_whose_name_begins_like_another_is_removed()
    {
        var before = Map(("name", Value.Of("x")), ("names", Value.Of("y")), ("na", Value.Of("z")));

        Assert.That(Compare(Map(("name", Value.Of("x"))), before, before).Select(d => d.Path.ToString()), Is.EqualTo(new[] { "na", "names" }));
    }

    [Test]
    public void Fields_are_in_the_order_of_their_texts()
    {
        var wanted = Map(("fields", Map(("a", Map(("source", Value.Of("x")))), ("a.b", Map(("source", Value.Of("x")))))));

        Assert.That(Compare(wanted, Value.Map.Empty, Value.Map.Empty).Select(d => d.Path.ToString()), Is.EqualTo(new[] { "fields/a.b/source", "fields/a/source" }));
    }

    [Test]
    public void Renaming_many_fields_allocates_in_proportion_to_their_number()
    {
        _ = Allocated(10);
        var (small, large) = (Allocated(Many / 10), Allocated(Many));

        Assert.That(large, Is.LessThan(small * 20), "ten times as many fields may cost about ten times as much");
    }

    private static long Allocated(int count)
    {
        var (before, after) = (Fields(count, "old"), Fields(count, "new"));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var differences = Compare(after, before, before);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Assert.That(differences, Has.Length.EqualTo(2 * count));
        return allocated;
    }

    private static Value.Map Fields(int count, string prefix) =>
        Map(("fields", Value.Map.Of(Enumerable.Range(0, count).Select(i => KeyValuePair.Create($"{prefix}{i}", (Value)Map(("source", Value.Of(i))))))));

    private static Value.Map Map(params (string Key, Value Value)[] entries) =>
        Value.Map.Of(entries.Select(e => KeyValuePair.Create(e.Key, e.Value)));

    private static ImmutableArray<FieldDifference> Compare(Value.Map wanted, Value.Map before, Value.Map live) =>
        new ThreeWayDiff(new FakePlatform().Kind("top"), (_, _, _, _) => false).Compare(new("top", "x"), wanted, before, live, []);
}
