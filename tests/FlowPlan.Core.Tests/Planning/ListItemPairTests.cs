using System.Collections.Immutable;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>Pairing by hash gives the same pairs as comparing each item with each other one.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class ListItemPairTests
{
    private const int Many = 4_000;

    [FsCheck.NUnit.Property(MaxTest = 5000, QuietOnSuccess = true)]
    public void The_pairs_are_those_of_a_search_through_all_items(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var (declared, live) = (Items(random), Items(random));

        Assert.That(ListItemPairs.Of(declared, live), Is.EqualTo(Search(declared, live)));
    }

    [Test]
    public void Pairing_a_rotated_list_allocates_in_proportion_to_its_length()
    {
        _ = Allocated(10);
        var (small, large) = (Allocated(Many / 10), Allocated(Many));

        Assert.That(large, Is.LessThan(small * 20), "ten times as many items may cost about ten times as much");
    }

    private static long Allocated(int count)
    {
        ImmutableArray<Value?> items = [.. Enumerable.Range(0, count).Select(i => Value.Of(i))];
        ImmutableArray<Value?> rotated = [.. items.Skip(1), items[0]];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var pairs = ListItemPairs.Of(items, rotated);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(pairs.Skip(1).Select(p => p), Is.EqualTo(Enumerable.Range(0, count - 1).Select(i => (int?)i)));
        return allocated;
    }

    private static ImmutableArray<Value?> Items(Random random) =>
        [.. Enumerable.Range(0, random.Next(7)).Select(_ => random.Next(6) == 0 ? null : Value.Of(random.Next(4)))];

    /// <summary>The plain search, written for the test.</summary>
    private static int?[] Search(ImmutableArray<Value?> declared, ImmutableArray<Value?> live)
    {
        var partners = new int?[declared.Length];
        var free = Enumerable.Range(0, live.Length).ToHashSet();
        for (var i = 0; i < Math.Min(declared.Length, live.Length); i++)
        {
            if (Equals(declared[i], live[i]) && free.Remove(i))
                partners[i] = i;
        }

        for (var i = 0; i < declared.Length; i++)
        {
            if (partners[i] is null && free.Where(j => Equals(declared[i], live[j])).Order().Select(j => (int?)j).FirstOrDefault() is { } j && free.Remove(j))
                partners[i] = j;
        }

        for (var i = 0; i < declared.Length && declared.Length == live.Length; i++)
        {
            if (partners[i] is null && free.Remove(i))
                partners[i] = i;
        }

        return partners;
    }
}
