using System.Runtime.InteropServices;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>The known attributes of each resource, which take the place of references to them. Safe for use by several threads.</summary>
internal sealed class AttributeResolver
{
    private readonly Dictionary<ResourceAddress, Value.Map> known = [];
    private readonly Lock gate = new();

    /// <summary>What is known before the first step of an apply: the attributes of each object that the plan does not change.</summary>
    public static AttributeResolver FromPlan(Plan plan)
    {
        var resolver = new AttributeResolver();
        foreach (var action in plan.Actions)
        {
            if (action.Kind is ActionKind.NoOp or ActionKind.Read or ActionKind.Deferred && action.Live is { } live)
                resolver.Set(action.Address, live.Attributes);
        }

        return resolver;
    }

    /// <summary>Makes the attributes of a resource known.</summary>
    public void Set(ResourceAddress address, Value.Map attributes)
    {
        lock (gate)
            known[address] = attributes;
    }

    /// <summary>The value of a reference, or null while it is unknown.</summary>
    public Value? Find(Value.Reference reference)
    {
        lock (gate)
            return known.TryGetValue(reference.Address, out var attributes) ? attributes[reference.Attribute] : null;
    }

    /// <summary>The value of an output: of a reference null while it is unknown, any other as it is.</summary>
    public Value? Find(Value value) => value is Value.Reference reference ? Find(reference) : value;

    /// <summary>Whether the attributes of the resource are known and the referenced one is not among them.</summary>
    public bool Lacks(Value.Reference reference)
    {
        lock (gate)
            return known.TryGetValue(reference.Address, out var attributes) && attributes[reference.Attribute] is null;
    }

    /// <summary>Replaces references by known attributes, deep; an unknown reference stays.</summary>
    public Value Resolve(Value value) => Resolve(value, Find);

    /// <summary>Replaces references by known attributes, deep; an unknown reference stays. A map in which nothing is replaced is returned as it is.</summary>
    public Value.Map Resolve(Value.Map map) => Resolve(map, Find);

    /// <summary>Replaces references by their values, deep; one without a value stays. A map in which nothing is replaced is returned as it is.</summary>
    /// <param name="map">The map.</param>
    /// <param name="find">The value of a reference, or null while it is unknown.</param>
    public static Value.Map Resolve(Value.Map map, Func<Value.Reference, Value?> find)
    {
        KeyValuePair<string, Value>[]? resolved = null;
        for (var i = 0; i < map.Entries.Length; i++)
        {
            var (key, value) = map.Entries[i];
            var now = Resolve(value, find);
            if (!ReferenceEquals(now, value))
                (resolved ??= [.. map.Entries])[i] = new(key, now);
        }

        return resolved is null ? map : Value.Map.Of(ImmutableCollectionsMarshal.AsImmutableArray(resolved));
    }

    private static Value Resolve(Value value, Func<Value.Reference, Value?> find) => value switch
    {
        Value.Reference reference => find(reference) ?? reference,
        Value.Map map => Resolve(map, find),
        Value.List(var items) => Value.ReferencesIn(value).Count == 0 ? value : new Value.List([.. items.Select(item => Resolve(item, find))]),
        Value.Secret(var inner) => Value.ReferencesIn(inner).Count == 0 ? value : new Value.Secret(Resolve(inner, find)),
        _ => value,
    };
}
