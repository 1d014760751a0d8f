using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Planning;

/// <summary>What must hold of <c>lifecycle.ignoreChanges</c> for any fields on all sides and any patterns.</summary>
public sealed class IgnoreLaws
{
    private static readonly string[] Keys = ["a", "b", "c.d", "e/f"];

    [FsCheck.NUnit.Property(MaxTest = 3000, QuietOnSuccess = true)]
    public void What_is_ignored_never_shows_and_nothing_else_disappears(FsCheck.DoNotSize<int> given)
    {
        var world = new World(new Random(given.Item));
        var all = world.Compare(world.Live, []);
        var left = world.Compare(world.Live, world.Patterns);

        Assert.That(left.Where(d => world.Patterns.Any(p => Matches(p, d.Path, partly: false))), Is.Empty);
        var others = left.Where(d => !world.Touched(d.Path)).Select(d => (d.Path, d.Planned, d.Live, d.Cause)).ToList();
        Assert.That(all.Where(d => !world.Touched(d.Path)).Select(d => (d.Path, d.Planned, d.Live, d.Cause)), Is.SubsetOf(others));

        // What shows besides is a part of what would have been one change of a whole.
        Assert.That(
            others.Where(o => !all.Any(d => o.Path.IsAtOrBelow(d.Path) && (d.Path == o.Path || world.Touched(d.Path)))).Select(o => o.Path),
            Is.Empty);
    }

    [FsCheck.NUnit.Property(MaxTest = 3000, QuietOnSuccess = true)]
    public void Writing_what_is_left_settles_and_keeps_what_is_ignored(FsCheck.DoNotSize<int> given)
    {
        var world = new World(new Random(given.Item));

        var after = world.Compare(world.Live, world.Patterns).Aggregate(world.Live, (live, d) => Set(live, d.Path.Keys, d.Planned));

        Assert.That(world.Compare(after, world.Patterns, applied: world.Wanted), Is.Empty);
        foreach (var path in MapPaths(world.Live, FieldPath.Root).Where(p => world.Patterns.Any(q => Matches(q, p, partly: false))))
        {
            // Where the manifest has a plain value in the place of a map, the whole of the map is the change.
            if (!CutOff(world.Wanted, path))
                Assert.That(FieldPath.Find(after, path), Is.EqualTo(FieldPath.Find(world.Live, path)), path.ToString());
        }
    }

    [Test]
    public void Of_a_map_that_is_ignored_as_far_as_it_is_declared_the_rest_is_compared_as_before()
    {
        var applied = Value.Map.Of(("m", Value.Map.Of(("ignored", Value.Of(1)), ("dropped", Value.Of(1)))));
        var wanted = Value.Map.Of(("m", Value.Map.Of(("ignored", Value.Of(1)))));
        var live = Value.Map.Of(("m", Value.Map.Of(("dropped", Value.Of(1)), ("theirs", Value.Of(1)))));

        var left = new ThreeWayDiff(new FakePlatform().Kind("top"), (_, _, _, _) => false).Compare(new("top", "x"), wanted, applied, live, ["m.ignored"]);

        Assert.That(left.Select(d => (d.Path.ToString(), d.Planned)), Is.EqualTo(new[] { ("m/dropped", (Value?)null) }));
    }

    /// <summary>Whether a slash pattern covers a path, or with <paramref name="partly"/> also something below it; written anew, as the law's own view.</summary>
    private static bool Matches(string pattern, FieldPath path, bool partly)
    {
        var (expected, actual) = (pattern[1..].Split('/'), path.ToString().Split('/'));
        if (!partly && actual.Length < expected.Length)
            return false;
        return expected.Zip(actual).All(p => p.First == "*" || p.First == p.Second);
    }

    private static IEnumerable<FieldPath> MapPaths(Value.Map map, FieldPath path) => map.Entries.SelectMany(e =>
        e.Value is Value.Map inner
            ? MapPaths(inner, path.Then(e.Key)).Append(path.Then(e.Key))
            : [path.Then(e.Key)]);

    private static bool CutOff(Value.Map wanted, FieldPath path)
    {
        for (var at = path.Parent; !at.IsRoot; at = at.Parent)
        {
            if (FieldPath.Find(wanted, at) is { } above and not Value.Map { Entries.Length: > 0 } && above is not null)
                return true;
        }

        return false;
    }

    private static Value.Map Set(Value.Map map, IReadOnlyList<string> path, Value? value)
    {
        if (path.Count > 1)
        {
            var inner = Set(map[path[0]] as Value.Map ?? Value.Map.Empty, [.. path.Skip(1)], value);
            return inner.Entries.IsEmpty ? map.Without(path[0]) : map.With(path[0], inner);
        }

        return value is null ? map.Without(path[0]) : map.With(path[0], value);
    }

    /// <summary>Three sides that have much in common, and patterns that lead somewhere in them.</summary>
    private sealed class World
    {
        private readonly ThreeWayDiff diff = new(new FakePlatform().Kind("top"), (_, _, _, _) => false);
        private readonly Value.Map applied;

        public World(Random random)
        {
            applied = Map(random, 3);
            Wanted = (Value.Map)Edited(random, applied);
            Live = (Value.Map)Edited(random, applied);
            var places = Places(Wanted, FieldPath.Root).Concat(Places(Live, FieldPath.Root)).Select(p => p.ToString()).ToList();
            Patterns = places.Count == 0
                ? []
                : [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => "/" + Loosened(random, places[random.Next(places.Count)]))];
        }

        public Value.Map Wanted { get; }

        public Value.Map Live { get; }

        public IReadOnlyList<string> Patterns { get; }

        public bool Touched(FieldPath path) => Patterns.Any(p => Matches(p, path, partly: true));

        public System.Collections.Immutable.ImmutableArray<FieldDifference> Compare(Value.Map live, IReadOnlyList<string> patterns, Value.Map? applied = null) =>
            diff.Compare(new("top", "x"), Wanted, applied ?? this.applied, live, patterns);

        private static string Loosened(Random random, string place) =>
            string.Join('/', place.Split('/').Select(s => random.Next(3) == 0 ? "*" : s));

        private static Value Any(Random random, int depth) => random.Next(depth == 0 ? 2 : 5) switch
        {
            0 => Value.Of(random.Next(3)),
            1 => Value.Of(random.Next(2) == 0 ? "x" : "y"),
            2 => new Value.List([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Any(random, depth - 1))]),
            _ => Map(random, depth - 1),
        };

        private static Value.Map Map(Random random, int depth) =>
            Value.Map.Of(Keys.Where(_ => random.Next(4) > 0).Select(k => KeyValuePair.Create(k, Any(random, depth))));

        private static Value Edited(Random random, Value value) => value switch
        {
            Value.Map map => Value.Map.Of(map.Entries
                .Where(_ => random.Next(12) > 0)
                .Select(e => KeyValuePair.Create(e.Key, random.Next(6) == 0 ? Any(random, 1) : Edited(random, e.Value)))),
            Value.List(var items) => new Value.List([.. items.Where(_ => random.Next(10) > 0).Select(i => Edited(random, i)).OrderBy(_ => random.Next(4))]),
            _ => random.Next(4) == 0 ? Any(random, 0) : value,
        };

        private static IEnumerable<FieldPath> Places(Value value, FieldPath path) => value switch
        {
            Value.Map map => map.Entries.SelectMany(e => Places(e.Value, path.Then(e.Key)).Append(path.Then(e.Key))),
            Value.List(var items) => items.SelectMany((item, i) =>
            {
                var below = path.Then(i);
                return Places(item, below).Append(below);
            }),
            _ => [],
        };
    }
}
