using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>
/// The paths of <c>lifecycle.ignoreChanges</c>, and what leaving them alone means: there the live value stands for the declared one,
/// in what is compared and in what is written. They lead through maps by key and through lists by index.
/// </summary>
internal sealed class IgnoredPaths(IReadOnlyList<string> patterns)
{
    private readonly IgnorePattern[] all = [.. patterns.Select(IgnorePattern.Parse)];

    /// <summary>Whether all of what stands at a path is left alone.</summary>
    public bool Contains(string path)
    {
        var at = Start;
        foreach (var key in FieldPath.Split(path))
        {
            at = at.Below(key);
            if (at.IsWhole)
                return true;
        }

        return false;
    }

    /// <summary>The declared fields with the live values where they are left alone; what is left alone and not declared is kept as well.</summary>
    public Value.Map Keep(Value.Map declared, Value.Map live) =>
        all.Length == 0 ? declared : Keep(declared, live, Start, inList: false) as Value.Map ?? Value.Map.Empty;

    private IgnoredPlace Start => new([.. all.Select(p => (p, 0))]);

    private static Value? Keep(Value? declared, Value? live, IgnoredPlace at, bool inList)
    {
        if (at.IsWhole)
            return live;
        if (at.IsNone)
            return declared;
        return (declared, live) switch
        {
            (Value.Map map, Value.Map there) => KeepEntries(map, there, at, inList),
            (null, Value.Map there) => KeepEntries(Value.Map.Empty, there, at, inList) is { Entries.IsEmpty: false } kept ? kept : null,
            (Value.List(var items), Value.List(var there)) => new Value.List(KeepItems(items, there, at)),
            _ => declared,
        };
    }

    /// <summary>
    /// Of a map all of whose declared entries are left alone and not there, nothing is declared any more: an empty map in its place would
    /// ask for the rest of the live one to go. Within a list, which is compared as a whole, it stands.
    /// </summary>
    private static Value.Map KeepEntries(Value.Map declared, Value.Map live, IgnoredPlace at, bool inList) => Value.Map.Of(
        from key in declared.Entries.Select(e => e.Key).Union(live.Entries.Select(e => e.Key))
        let kept = Keep(declared[key], live[key], at.Below(key), inList)
        where kept is not null && (inList || kept is not Value.Map { Entries.IsEmpty: true } || declared[key] is not Value.Map { Entries.IsEmpty: false })
        select KeyValuePair.Create(key, kept));

    /// <summary>
    /// Each declared item takes what is left alone from the live item that is the same otherwise, wherever that stands by now; failing
    /// that, from the one in its place, so long as neither list is longer. An item that is new has nothing to take.
    /// </summary>
    private static ImmutableArray<Value> KeepItems(ImmutableArray<Value> declared, ImmutableArray<Value> live, IgnoredPlace at)
    {
        if (at.Below("*").IsWhole)
            return live;
        bool IsSame(int i, int j) => Equals(Without(live[j], Item(at, j)), Without(declared[i], Item(at, i)));
        var partners = new int?[declared.Length];
        var free = Enumerable.Range(0, live.Length).ToHashSet();

        // Those that stand in their place first, so that what was written finds itself again.
        for (var i = 0; i < Math.Min(declared.Length, live.Length); i++)
        {
            if (IsSame(i, i) && free.Remove(i))
                partners[i] = i;
        }

        for (var i = 0; i < declared.Length; i++)
        {
            if (partners[i] is null && free.Where(j => IsSame(i, j)).Order().Select(j => (int?)j).FirstOrDefault() is { } found && free.Remove(found))
                partners[i] = found;
        }

        for (var i = 0; i < declared.Length; i++)
        {
            if (partners[i] is null && declared.Length == live.Length && free.Remove(i))
                partners[i] = i;
        }

        return [.. declared.Select((item, i) => partners[i] is { } j ? Keep(item, live[j], Item(at, i), inList: true) ?? item : item)];
    }

    /// <summary>A value without what is left alone in it.</summary>
    private static Value? Without(Value value, IgnoredPlace at)
    {
        if (at.IsWhole)
            return null;
        if (at.IsNone)
            return value;
        return value switch
        {
            Value.Map map => Value.Map.Of(
                from entry in map.Entries
                let rest = Without(entry.Value, at.Below(entry.Key))
                where rest is not null
                select KeyValuePair.Create(entry.Key, rest)),
            Value.List(var items) => new Value.List([.. items.Select((item, i) => Without(item, Item(at, i)) ?? Value.Nothing)]),
            _ => value,
        };
    }

    private static IgnoredPlace Item(IgnoredPlace at, int index) => at.Below(index.ToString(CultureInfo.InvariantCulture));
}
