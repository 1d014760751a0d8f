using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>A hash over what a manifest declares. Secrets are left out, because a hash of a short secret can be guessed.</summary>
internal static class ManifestHash
{
    public static string Of(PlanInput input)
    {
        using var hash = new FramedHash();
        hash.Add(input.Scope.Project);
        hash.Add(input.Scope.Environment);
        hash.Add(input.Scope.Sandbox);
        foreach (var desired in input.Desired.Items.OrderBy(d => d.Address))
        {
            hash.Add(desired.Address.ToString());
            hash.AddJson(Secrets.In(desired.Fields) ? WithoutSecrets(desired.Fields) : desired.Fields);
            if (desired.Existing is null)
                hash.Add(string.Empty);
            else
                hash.AddJson(Value.Map.Of((desired.Existing.Key, Value.Of(desired.Existing.Text))));
            hash.Add(desired.Adopt ?? string.Empty);
            hash.Add(string.Join(',', desired.DependsOn.Order()));
            hash.Add($"{desired.Lifecycle.PreventDestroy} {desired.Lifecycle.CreateBeforeDestroy} {string.Join('\n', desired.Lifecycle.IgnoreChanges.Order(StringComparer.Ordinal))}");
        }

        foreach (var output in input.Outputs)
            hash.Add(output.ToString());
        foreach (var move in input.Moved.OrderBy(m => m.From))
            hash.Add($"{move.From} {move.To}");
        return hash.ToString();
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
