namespace FlowPlan.Core.Values;

/// <summary>Whether a value is secret, wholly or in part.</summary>
public static class Secrets
{
    /// <summary>Whether a value contains a secret, or the digest of one.</summary>
    public static bool In(Value? value) => value switch
    {
        Value.Secret or Value.SecretDigest => true,
        Value.Map map => map.Entries.Any(e => In(e.Value)),
        Value.List(var items) => items.Any(In),
        _ => false,
    };

    /// <summary>The strings and numbers in a value. Booleans, nulls and empty strings are left out; hiding them would hide too much.</summary>
    public static IEnumerable<string> TextsOf(Value value) => value switch
    {
        Value.List(var items) => items.SelectMany(TextsOf),
        Value.Map map => map.Entries.SelectMany(e => TextsOf(e.Value)),
        Value.Null or Value.Bool or Value.Text("") => [],
        _ => [value.ToString()],
    };
}
