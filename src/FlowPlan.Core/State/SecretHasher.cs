using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>
/// Turns secrets into digests that tell a change without telling the secret. The digest is salted with the lockfile's
/// lineage and the field's place, and slow on purpose; it does not protect a secret that can be guessed.
/// </summary>
/// <param name="lineage">The lineage of the lockfile.</param>
public sealed class SecretHasher(string lineage)
{
    /// <summary>Rounds of the key derivation: some milliseconds for each guess at a secret.</summary>
    private const int Iterations = 10_000;

    private const int DigestBytes = 16;

    /// <summary>The fields with every secret replaced by its digest.</summary>
    public Value.Map Seal(ResourceAddress address, Value.Map fields) => (Value.Map)Seal(address, FieldPath.Root, fields);

    /// <summary>Whether a digest was made from a secret at that place.</summary>
    public bool Matches(ResourceAddress address, FieldPath path, Value.Secret secret, Value.SecretDigest digest) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(DigestOf(address, path, secret)),
            Encoding.ASCII.GetBytes(digest.Digest));

    private Value Seal(ResourceAddress address, FieldPath path, Value value) => value switch
    {
        Value.Secret secret => new Value.SecretDigest(DigestOf(address, path, secret)),
        Value.Map map => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Seal(address, path.Then(e.Key), e.Value)))),
        Value.List(var items) => new Value.List([.. items.Select((item, i) => Seal(address, path.Then(i), item))]),
        _ => value,
    };

    private string DigestOf(ResourceAddress address, FieldPath path, Value.Secret secret) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(ValueJson.ToJson(Bare(secret.Inner))),
            Encoding.UTF8.GetBytes($"{lineage}\n{address}\n{path}"),
            Iterations,
            HashAlgorithmName.SHA256,
            DigestBytes));

    /// <summary>What is kept secret, without the marks of secrets inside it.</summary>
    private static Value Bare(Value value) => value switch
    {
        Value.Secret(var inner) => Bare(inner),
        Value.Map map => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Bare(e.Value)))),
        Value.List(var items) => new Value.List([.. items.Select(Bare)]),
        _ => value,
    };
}
