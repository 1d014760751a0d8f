using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Values;

/// <summary>Maps that are built or changed one entry at a time equal those made at once.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class MapBuilderTests
{
    private const int Many = 20_000;

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void A_builder_gives_the_map_that_setting_one_field_after_another_gives(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var builder = new MapBuilder();
        var expected = Value.Map.Empty;
        var letters = random.Next(2) == 0 ? 3 : 20;
        for (var i = random.Next(letters * 4); i > 0; i--)
        {
            var path = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => "abcdefghijklmnopqrst"[random.Next(letters)].ToString()).ToArray();
            Value value = random.Next(4) == 0 ? Value.Map.Of(("b", Value.Of(i))) : Value.Of(i);
            builder.Set(path, value);
            expected = Set(expected, path, value);
        }

        Assert.That(builder.ToMap(), Is.EqualTo(expected));
        builder.Clear();
        Assert.That(builder.ToMap(), Is.EqualTo(Value.Map.Empty));
    }

    [FsCheck.NUnit.Property(MaxTest = 1000, QuietOnSuccess = true)]
    public void With_and_Without_keep_keys_sorted_and_unique(FsCheck.DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var map = Value.Map.Empty;
        var expected = new Dictionary<string, Value>();
        for (var i = 0; i < 20; i++)
        {
            var key = "k" + random.Next(8);
            if (random.Next(3) == 0)
            {
                map = map.Without(key);
                expected.Remove(key);
            }
            else
            {
                map = map.With(key, Value.Of(i));
                expected[key] = Value.Of(i);
            }
        }

        Assert.That(map, Is.EqualTo(Value.Map.Of(expected)));
        Assert.That(map.Entries.Select(e => e.Key), Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(expected.Keys.All(k => map[k] == expected[k]));
    }

    [Test]
    public void Setting_many_fields_allocates_in_proportion_to_their_number()
    {
        _ = Allocated(10);
        var (small, large) = (Allocated(Many / 10), Allocated(Many));

        Assert.That(large, Is.LessThan(small * 20), "ten times as many fields may cost about ten times as much");
    }

    private static long Allocated(int count)
    {
        var keys = Enumerable.Range(0, count).Select(i => $"field{i}").ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var builder = new MapBuilder();
        foreach (var key in keys)
            builder.Set(["fields", key, "source"], Value.NullValue);
        Assert.That(((Value.Map)builder.ToMap()["fields"]!).Entries, Has.Length.EqualTo(count));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Value.Map Set(Value.Map map, ReadOnlySpan<string> path, Value value) => path.Length == 1
        ? map.With(path[0], value)
        : map.With(path[0], Set(map[path[0]] as Value.Map ?? Value.Map.Empty, path[1..], value));
}
