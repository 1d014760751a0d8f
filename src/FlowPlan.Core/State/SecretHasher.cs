using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>
/// Replaces secrets by digests that show a change without showing the secret. A digest is salted with the lockfile's
/// lineage and the field's place, and slow to compute on purpose; it does not protect a secret that can be guessed.
/// </summary>
/// <param name="lineage">The lineage of the lockfile.</param>
public sealed class SecretHasher(string lineage)
{
    /// <summary>The fields with every secret replaced by its digest.</summary>
    public Value.Map HashSecrets(ResourceAddress address, Value.Map fields) => (Value.Map)HashSecrets(address, FieldPath.Root, fields);

    /// <summary>Whether a digest was made from a secret at that place, with whatever parameters it was made.</summary>
    public bool Matches(ResourceAddress address, FieldPath path, Value.Secret secret, Value.SecretDigest digest) =>
        SecretDigestText.Matches(digest.Digest, Content(secret), Salt(address, path));

    private Value HashSecrets(ResourceAddress address, FieldPath path, Value value) => value switch
    {
        Value.Secret secret => new Value.SecretDigest(DigestOf(address, path, secret)),
        Value.Map map => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, HashSecrets(address, path.Then(e.Key), e.Value)))),
        Value.List(var items) => new Value.List([.. items.Select((item, i) => HashSecrets(address, path.Then(i), item))]),
        _ => value,
    };

    private string DigestOf(ResourceAddress address, FieldPath path, Value.Secret secret) =>
        SecretDigestText.Of(Content(secret), Salt(address, path));

    private byte[] Salt(ResourceAddress address, FieldPath path) => Encoding.UTF8.GetBytes($"{lineage}\n{address}\n{path}");

    private static byte[] Content(Value.Secret secret) => Encoding.UTF8.GetBytes(ValueJson.ToJson(Bare(secret.Inner)));

    /// <summary>The secret value without the marks of secrets inside it.</summary>
    private static Value Bare(Value value) => value switch
    {
        Value.Secret(var inner) => Bare(inner),
        Value.Map map => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Bare(e.Value)))),
        Value.List(var items) => new Value.List([.. items.Select(Bare)]),
        _ => value,
    };
}
