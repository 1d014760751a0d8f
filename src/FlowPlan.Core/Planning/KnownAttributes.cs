using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>What is known of each resource's attributes; a reference to anything else stays a reference.</summary>
internal sealed class KnownAttributes
{
    private readonly Dictionary<ResourceAddress, Value.Map> known = [];

    public void Set(ResourceAddress address, Value.Map attributes)
    {
        lock (known)
            known[address] = attributes;
    }

    public Value? Find(Value.Reference reference)
    {
        lock (known)
            return known.TryGetValue(reference.Address, out var attributes) ? attributes[reference.Attribute] : null;
    }

    /// <summary>Whether the resource is known while the attribute is not among what it has.</summary>
    public bool Lacks(Value.Reference reference)
    {
        lock (known)
            return known.TryGetValue(reference.Address, out var attributes) && attributes[reference.Attribute] is null;
    }

    /// <summary>Puts known attributes in the place of references, deep.</summary>
    public Value Resolve(Value value) => value switch
    {
        Value.Reference reference => Find(reference) ?? reference,
        Value.Map map => Resolve(map),
        Value.List(var items) => new Value.List([.. items.Select(Resolve)]),
        Value.Secret(var inner) => new Value.Secret(Resolve(inner)),
        _ => value,
    };

    /// <summary>Puts known attributes in the place of references, deep.</summary>
    public Value.Map Resolve(Value.Map map) =>
        Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Resolve(e.Value))));
}
