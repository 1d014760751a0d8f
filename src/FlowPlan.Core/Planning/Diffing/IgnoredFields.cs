using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>
/// The fields that <c>lifecycle.ignoreChanges</c> names. There the live value takes the place of the declared one, in what is compared and
/// in what is written.
/// </summary>
internal sealed class IgnoredFields(IReadOnlyList<string> patterns)
{
    private readonly FieldPatternMatch root = new(patterns.Select(FieldPattern.ParseManifest));

    /// <summary>Whether the field at a path is ignored, with everything below it.</summary>
    public bool Contains(FieldPath path) => !root.IsOutside && root.Covers(path);

    /// <summary>The declared fields with the live values where they are ignored; an ignored live field that is not declared is kept as well.</summary>
    public Value.Map Keep(Value.Map declared, Value.Map live) =>
        root.IsOutside ? declared : Keep(declared, live, root, inList: false) as Value.Map ?? Value.Map.Empty;

    private static Value? Keep(Value? declared, Value? live, FieldPatternMatch at, bool inList)
    {
        if (at.IsCovered)
            return live;
        if (at.IsOutside)
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
    /// If every declared entry of a map is ignored and absent live, treats the map as undeclared: an empty map would ask for the remaining
    /// live entries to be deleted. Lists compare as a whole, so the map is kept there.
    /// </summary>
    private static Value.Map KeepEntries(Value.Map declared, Value.Map live, FieldPatternMatch at, bool inList) => Value.Map.Of(
        from key in declared.Entries.Select(e => e.Key).Union(live.Entries.Select(e => e.Key))
        let kept = Keep(declared[key], live[key], at.Below(key), inList)
        where kept is not null && (inList || kept is not Value.Map { Entries.IsEmpty: true } || declared[key] is not Value.Map { Entries.IsEmpty: false })
        select KeyValuePair.Create(key, kept));

    private static ImmutableArray<Value> KeepItems(ImmutableArray<Value> declared, ImmutableArray<Value> live, FieldPatternMatch at)
    {
        if (at.Below(FieldPattern.AnyKey).IsCovered)
            return live;
        var partners = ListItemPairs.Of(
            [.. declared.Select((item, i) => Without(item, at.Below(i)))],
            [.. live.Select((item, i) => Without(item, at.Below(i)))]);
        return [.. declared.Select((item, i) => partners[i] is { } j ? Keep(item, live[j], at.Below(i), inList: true) ?? item : item)];
    }

    /// <summary>A value without what is ignored in it.</summary>
    private static Value? Without(Value value, FieldPatternMatch at)
    {
        if (at.IsCovered)
            return null;
        if (at.IsOutside)
            return value;
        return value switch
        {
            Value.Map map => Value.Map.Of(
                from entry in map.Entries
                let rest = Without(entry.Value, at.Below(entry.Key))
                where rest is not null
                select KeyValuePair.Create(entry.Key, rest)),
            Value.List(var items) => new Value.List([.. items.Select((item, i) => Without(item, at.Below(i)) ?? Value.NullValue)]),
            _ => value,
        };
    }
}
