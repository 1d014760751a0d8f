using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>
/// The fields that are recorded of an imported object: its live values at the declared paths. What the service does not return and what the
/// manifest keeps secret is unknown and left out, so that the next plan writes it.
/// </summary>
internal sealed class ImportedFields(IResourceKind kind)
{
    private readonly FieldRuleSet rules = FieldRuleSet.Of(kind);

    public Value.Map From(Value.Map declared, Value.Map live) =>
        Find(declared, live, FieldPath.Root) as Value.Map ?? Value.Map.Empty;

    private Value? Find(Value declared, Value? live, FieldPath path)
    {
        var rule = path.IsRoot ? null : rules.For(path);
        if (live is null || rule is { WriteOnly: true })
            return null;
        if (declared is Value.Map { Entries.Length: > 0 } map && live is Value.Map there && rule is not { IsAtomic: true })
        {
            var found = Value.Map.Of([
                .. map.Entries.Select(e => (e.Key, Find(e.Value, there[e.Key], path.Then(e.Key)))),
            ]);
            return found.Entries.IsEmpty ? null : found;
        }

        if (Secrets.In(declared))
            return null;
        return rule is { IsFreeForm: true } ? Declared(declared, live) : live;
    }

    /// <summary>The live value without the entries that are not declared: they belong to the service.</summary>
    private static Value? Declared(Value declared, Value live) => (declared, live) switch
    {
        (Value.Null or Value.Map { Entries.IsEmpty: true }, _) => null,

        // A map in which nothing is declared, at any depth, is as it should be whatever the service has in its place.
        (Value.Map, not Value.Map) when FreeFormComparison.Matches(declared, null, null) => null,
        (Value.Map map, Value.Map there) => Value.Map.Of(
            from entry in map.Entries
            where there[entry.Key] is not null
            let kept = Declared(entry.Value, there[entry.Key]!)
            where kept is not null
            select KeyValuePair.Create(entry.Key, kept)),
        (Value.List(var items), Value.List(var there)) => new Value.List(
            [.. there.Select((item, i) => i < items.Length ? Declared(items[i], item) ?? Value.NullValue : item)]),
        _ => live,
    };
}
