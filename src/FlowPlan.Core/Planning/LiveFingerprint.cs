using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>
/// A hash over all fields of a live object that a kind knows, declared or not: tells that somebody changed it, where the etag may also
/// change without that. Fields that are secret in the manifest or the state are left out.
/// </summary>
internal static class LiveFingerprint
{
    private const int Bytes = 16;

    public static string? Of(PlannedAction action) => action.Live is { } live
        ? Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(ValueJson.ToJson(WithoutSecrets(WithoutSecrets(live.Fields, action.Fields), action.Prior?.Fields ?? Value.Map.Empty)))).AsSpan(0, Bytes))
        : null;

    /// <summary>The fields without those that are secret on the other side.</summary>
    private static Value.Map WithoutSecrets(Value.Map fields, Value.Map declared) => Value.Map.Of(fields.Entries
        .Where(e => !IsSecret(declared[e.Key]))
        .Select(e => e.Value is Value.Map inner && declared[e.Key] is Value.Map below ? KeyValuePair.Create(e.Key, (Value)WithoutSecrets(inner, below)) : e));

    private static bool IsSecret(Value? value) => value switch
    {
        Value.Secret or Value.SecretDigest => true,
        Value.List(var items) => items.Any(IsSecret),
        _ => false,
    };
}
