using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Diffing;

/// <summary>
/// Compares values of which the service defines the content (<see cref="Resources.FieldRule.IsFreeForm"/>). Only what is declared counts, at any
/// depth: the service may add entries, leave out nulls, and write a number or a boolean as a string.
/// </summary>
internal static class FreeFormComparison
{
    /// <summary>
    /// Whether a live value has everything that is declared and nothing that was recorded and is no longer declared. Lists are compared by
    /// position. Secrets are not compared, because a service need not return them.
    /// </summary>
    public static bool Matches(Value? declared, Value? recorded, Value? live) => (declared, live) switch
    {
        (Value.Secret or Value.SecretDigest, _) => true,
        (null or Value.Null, _) => IsNothing(recorded) || IsNothing(live),
        (Value.Map map, Value.Map there) => MapMatches(map, recorded as Value.Map ?? Value.Map.Empty, there),
        (Value.Map map, _) => map.Entries.All(e => Matches(e.Value, null, null)),
        (Value.List(var items), Value.List(var there)) => ListMatches(items, recorded, there),
        _ => ScalarEquals(declared, live) || (IsNothing(declared) && IsNothing(live)),
    };

    /// <summary>Whether two values declare the same.</summary>
    public static bool Same(Value? left, Value? right) => Matches(left, null, right) && Matches(right, null, left);

    /// <summary>Whether a value declares nothing: it is absent, null or empty.</summary>
    public static bool IsNothing(Value? value) => value is
        null or Value.Null or Value.Text { Content.Length: 0 } or Value.List { Items.Length: 0 } or Value.Map { Entries.Length: 0 };

    private static bool MapMatches(Value.Map declared, Value.Map recorded, Value.Map live) =>
        declared.Entries.All(e => Matches(e.Value, recorded[e.Key], live[e.Key]))
        && recorded.Entries.All(e => declared[e.Key] is not null || Matches(null, e.Value, live[e.Key]));

    private static bool ListMatches(ImmutableArray<Value> declared, Value? recorded, ImmutableArray<Value> live)
    {
        var before = recorded is Value.List(var items) ? items : [];
        return declared.Length == live.Length
            && declared.Select((item, i) => Matches(item, i < before.Length ? before[i] : null, live[i])).All(matches => matches);
    }

    /// <summary>A string equals a number or a boolean only in its canonical spelling: <c>"2"</c> equals 2, <c>"2.0"</c> does not.</summary>
    private static bool ScalarEquals(Value? left, Value? right) => (left, right) switch
    {
        (Value.Text(var text), Value.Number or Value.Bool) => text == right.ToString(),
        (Value.Number or Value.Bool, Value.Text(var text)) => text == left.ToString(),
        _ => Equals(left, right),
    };
}
