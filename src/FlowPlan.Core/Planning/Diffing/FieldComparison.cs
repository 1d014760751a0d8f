using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>Compares two sides of a field, of which a part may be secret and known only by its digest.</summary>
internal sealed class FieldComparison(ResourceAddress address, SecretMatcher secrets)
{
    /// <summary>Equality that treats a missing, null or empty value as the same.</summary>
    public static bool EqualIgnoringEmpty(Value? left, Value? right) =>
        FreeFormComparison.IsNothing(left) ? FreeFormComparison.IsNothing(right) : Equals(left, right);

    /// <summary>Whether two values of a field declare the same, as its rule compares them.</summary>
    public static bool Same(FieldRule rule, Value? left, Value? right) =>
        rule.IsFreeForm ? FreeFormComparison.Same(left, right) : EqualIgnoringEmpty(left, right) || (rule.IgnoresCase && EqualIgnoringCase(left, right));

    /// <summary>Whether the wanted value equals the recorded one; secrets are compared by digest.</summary>
    public bool MatchesRecorded(FieldPath path, Value wanted, Value? recorded) => (wanted, recorded) switch
    {
        (Value.Secret secret, Value.SecretDigest digest) => secrets(address, path, secret, digest),
        (Value.Secret, Value.Secret) or (Value.SecretDigest, Value.SecretDigest) => Equals(wanted, recorded),
        (Value.Secret or Value.SecretDigest, _) => false,
        (Value.Map map, Value.Map before) => map.Entries.Length == before.Entries.Length
            && map.Entries.All(e => MatchesRecorded(path.Then(e.Key), e.Value, before[e.Key])),
        (Value.List(var items), Value.List(var before)) => items.Length == before.Length
            && items.Select((item, i) => MatchesRecorded(path.Then(i), item, before[i])).All(same => same),
        _ => Equals(wanted, recorded),
    };

    /// <summary>Whether the wanted value equals the live one. Its secrets are compared with the recorded ones, because a service need not return them.</summary>
    public bool MatchesLive(FieldRule rule, FieldPath path, Value wanted, Value? recorded, Value? live)
    {
        var secret = Secrets.In(wanted);
        if (secret && !SecretsMatchRecorded(path, wanted, recorded))
            return false;
        if (rule.IsFreeForm)
            return FreeFormComparison.Matches(wanted, recorded, live) && !TakesThePlaceOfAMap(wanted, recorded, live);
        if (rule.IgnoresCase && EqualIgnoringCase(wanted, live))
            return true;
        return secret ? EqualIgnoringEmpty(MaskSecrets(wanted, wanted), MaskSecrets(live, wanted)) : EqualIgnoringEmpty(wanted, live);
    }

    /// <summary>A value with a mark wherever another value is secret.</summary>
    public static Value? MaskSecrets(Value? value, Value? like) => (value, like) switch
    {
        (null, _) => null,
        (_, Value.Secret or Value.SecretDigest) => new Value.SecretDigest(string.Empty),
        (Value.Map map, Value.Map other) => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, MaskSecrets(e.Value, other[e.Key])!))),
        (Value.List(var items), Value.List(var others)) =>
            new Value.List([.. items.Select((item, i) => MaskSecrets(item, i < others.Length ? others[i] : null)!)]),
        _ => value,
    };

    /// <summary>
    /// Whether an empty text or list is declared for the first time where a map is live. An empty map is not the same then: an update would
    /// send it, and the service could add entries to it.
    /// </summary>
    private static bool TakesThePlaceOfAMap(Value wanted, Value? recorded, Value? live) => recorded is null && wanted is not Value.Map && live is Value.Map;

    private static bool EqualIgnoringCase(Value? left, Value? right) =>
        left is Value.Text(var text) && right is Value.Text(var other) && string.Equals(text, other, StringComparison.OrdinalIgnoreCase);

    private bool SecretsMatchRecorded(FieldPath path, Value wanted, Value? recorded) => wanted switch
    {
        Value.Secret or Value.SecretDigest => MatchesRecorded(path, wanted, recorded),
        Value.Map map => map.Entries.All(e => SecretsMatchRecorded(path.Then(e.Key), e.Value, (recorded as Value.Map)?[e.Key])),
        Value.List(var items) => items
            .Select((item, i) => SecretsMatchRecorded(
                path.Then(i),
                item,
                recorded is Value.List(var before) && i < before.Length ? before[i] : null))
            .All(same => same),
        _ => true,
    };
}
