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
    public Value Resolve(Value value) => value switch
    {
        Value.Reference reference => Find(reference) ?? reference,
        Value.Map map => Resolve(map),
        Value.List(var items) => new Value.List([.. items.Select(Resolve)]),
        Value.Secret(var inner) => new Value.Secret(Resolve(inner)),
        _ => value,
    };

    /// <summary>Replaces references by known attributes, deep; an unknown reference stays. A map without references is returned as it is.</summary>
    public Value.Map Resolve(Value.Map map) => Value.ReferencesIn(map).Count == 0
        ? map
        : Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Resolve(e.Value))));
}
