using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>
/// A hash over all fields of a live object that a kind knows, declared or not: tells that somebody changed it, where an etag alone
/// may also have moved by itself. What the manifest or the record holds as a secret is left out.
/// </summary>
internal static class LiveFingerprint
{
    private const int Bytes = 16;

    public static string? Of(PlannedAction action) => action.Live is { } live
        ? Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(ValueJson.ToJson(Open(Open(live.Fields, action.Fields), action.Prior?.Fields ?? Value.Map.Empty)))).AsSpan(0, Bytes))
        : null;

    /// <summary>The fields without those that the other side holds as a secret.</summary>
    private static Value.Map Open(Value.Map fields, Value.Map declared) => Value.Map.Of(fields.Entries
        .Where(e => !IsSecret(declared[e.Key]))
        .Select(e => e.Value is Value.Map inner && declared[e.Key] is Value.Map below ? KeyValuePair.Create(e.Key, (Value)Open(inner, below)) : e));

    private static bool IsSecret(Value? value) => value switch
    {
        Value.Secret or Value.SecretDigest => true,
        Value.List(var items) => items.Any(IsSecret),
        _ => false,
    };
}
