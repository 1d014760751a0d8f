using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>Whether two sides of a field are the same, where part of it may be secret and known by its digest only.</summary>
internal sealed class FieldComparison(ResourceAddress address, SecretMatcher secrets)
{
    /// <summary>Equal, where a service's leaving out a field and its being empty mean the same.</summary>
    public static bool Same(Value? left, Value? right) => Equals(Present(left), Present(right));

    /// <summary>Whether what is wanted is what was recorded, secrets compared by digest.</summary>
    public bool AsRecorded(FieldPath path, Value wanted, Value? recorded) => (wanted, recorded) switch
    {
        (Value.Secret secret, Value.SecretDigest digest) => secrets(address, path, secret, digest),
        (Value.Secret, Value.Secret) or (Value.SecretDigest, Value.SecretDigest) => Equals(wanted, recorded),
        (Value.Secret or Value.SecretDigest, _) => false,
        (Value.Map map, Value.Map before) => map.Entries.Length == before.Entries.Length
            && map.Entries.All(e => AsRecorded(path.Then(e.Key), e.Value, before[e.Key])),
        (Value.List(var items), Value.List(var before)) => items.Length == before.Length
            && items.Select((item, i) => AsRecorded(path.Then(i), item, before[i])).All(same => same),
        _ => Equals(wanted, recorded),
    };

    /// <summary>Whether what is wanted is live: its secrets as recorded, since a service need not give them back, and all else as it is there.</summary>
    public bool AsLive(FieldPath path, Value wanted, Value? recorded, Value? live) =>
        Secrets.In(wanted)
            ? SecretsAsRecorded(path, wanted, recorded) && Same(Masked(wanted, wanted), Masked(live, wanted))
            : Same(wanted, live);

    /// <summary>A value with a mark in each place in which another is secret.</summary>
    public static Value? Masked(Value? value, Value? like) => (value, like) switch
    {
        (null, _) => null,
        (_, Value.Secret or Value.SecretDigest) => new Value.SecretDigest(string.Empty),
        (Value.Map map, Value.Map other) => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Masked(e.Value, other[e.Key])!))),
        (Value.List(var items), Value.List(var others)) =>
            new Value.List([.. items.Select((item, i) => Masked(item, i < others.Length ? others[i] : null)!)]),
        _ => value,
    };

    private bool SecretsAsRecorded(FieldPath path, Value wanted, Value? recorded) => wanted switch
    {
        Value.Secret or Value.SecretDigest => AsRecorded(path, wanted, recorded),
        Value.Map map => map.Entries.All(e => SecretsAsRecorded(path.Then(e.Key), e.Value, (recorded as Value.Map)?[e.Key])),
        Value.List(var items) => items
            .Select((item, i) => SecretsAsRecorded(
                path.Then(i),
                item,
                recorded is Value.List(var before) && i < before.Length ? before[i] : null))
            .All(same => same),
        _ => true,
    };

    private static Value? Present(Value? value) => value switch
    {
        Value.Null => null,
        Value.Text { Content.Length: 0 } => null,
        Value.List { Items.Length: 0 } => null,
        Value.Map { Entries.Length: 0 } => null,
        _ => value,
    };
}
