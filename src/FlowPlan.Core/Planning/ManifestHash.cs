using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>A hash over what a manifest declares. Secrets are left out, because a hash of a short secret can be guessed.</summary>
internal static class ManifestHash
{
    public static string Of(PlanInput input)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text.Length.ToString(CultureInfo.InvariantCulture) + ":" + text));
        Add(input.Scope.Project);
        Add(input.Scope.Environment);
        Add(input.Scope.Sandbox);
        foreach (var desired in input.Desired.Items.OrderBy(d => d.Address))
        {
            Add(desired.Address.ToString());
            Add(ValueJson.ToJson(WithoutSecrets(desired.Fields)));
            Add(desired.Existing is null ? string.Empty : ValueJson.ToJson(Value.Map.Of((desired.Existing.Key, Value.Of(desired.Existing.Text)))));
            Add(desired.Adopt ?? string.Empty);
            Add(string.Join(',', desired.DependsOn.Order()));
            Add($"{desired.Lifecycle.PreventDestroy} {desired.Lifecycle.CreateBeforeDestroy} {string.Join('\n', desired.Lifecycle.IgnoreChanges.Order(StringComparer.Ordinal))}");
        }

        foreach (var output in input.Outputs)
            Add(output.ToString());
        foreach (var move in input.Moved.OrderBy(m => m.From))
            Add($"{move.From} {move.To}");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The value with every secret replaced by a mark.</summary>
    private static Value WithoutSecrets(Value value) => value switch
    {
        Value.Secret => new Value.SecretDigest(string.Empty),
        Value.Map map => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, WithoutSecrets(e.Value)))),
        Value.List(var items) => new Value.List([.. items.Select(WithoutSecrets)]),
        _ => value,
    };
}
