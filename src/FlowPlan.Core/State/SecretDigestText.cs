using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlowPlan.Core.State;

/// <summary>
/// The text of a secret's digest: <c>pbkdf2-sha256$10000$</c> and 32 hexadecimal digits. The parameters are in the text, so that they can
/// be raised later without every secret showing as changed. Version 1 wrote the digits alone.
/// </summary>
internal static class SecretDigestText
{
    private const string Algorithm = "pbkdf2-sha256";

    /// <summary>Rounds of the key derivation: some milliseconds for each guess at a secret. Version 1 always used as many.</summary>
    private const int Rounds = 10_000;

    /// <summary>A digest with more rounds than this comes from a damaged file; computing it would take minutes.</summary>
    private const int MaxRounds = 10_000_000;

    private const int DigestBytes = 16;

    public static string Of(byte[] content, byte[] salt) =>
        $"{Algorithm}${Rounds.ToString(CultureInfo.InvariantCulture)}${Hash(content, salt, Rounds)}";

    /// <summary>Whether a digest was made from this content and salt. A digest of an unknown form matches nothing.</summary>
    public static bool Matches(string digest, byte[] content, byte[] salt) =>
        Read(digest) is var (rounds, hash)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Hash(content, salt, rounds)), Encoding.UTF8.GetBytes(hash));

    private static (int Rounds, string Hash)? Read(string digest)
    {
        var parts = digest.Split('$');
        if (parts.Length == 1)
            return (Rounds, digest);
        return parts.Length == 3
            && parts[0] == Algorithm
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            && rounds is > 0 and <= MaxRounds
                ? (rounds, parts[2])
                : null;
    }

    private static string Hash(byte[] content, byte[] salt, int rounds) =>
        Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(content, salt, rounds, HashAlgorithmName.SHA256, DigestBytes));
}
