namespace FlowPlan.Core.Values;

/// <summary>Maps of one entry that stand for another value in our own files: the digest of a secret, and a reference.</summary>
internal static class ValueMarks
{
    /// <summary>The key of a digest.</summary>
    public const string Digest = "$sensitive";

    /// <summary>The key of a reference. Not <c>$ref</c>, which the fields of a schema may hold as a key of their own.</summary>
    public const string Reference = "$reference";

    /// <summary>The key of a map's only entry as it is written: with one more <c>$</c> where it looks like that of a mark.</summary>
    public static string Escape(string key) => LooksLikeMark(key) ? "$" + key : key;

    /// <summary>What a map with one entry stands for.</summary>
    /// <param name="key">Its key as it is written.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="FormatException">It is a reference that is not of the form kind.key.attribute.</exception>
    public static Value Read(string key, Value value) => (key, value) switch
    {
        (Digest, Value.Text(var digest)) => new Value.SecretDigest(digest),
        (Reference, Value.Text(var reference)) => ValueJson.ReadReference(reference),
        _ => Value.Map.Of((key.StartsWith("$$", StringComparison.Ordinal) && LooksLikeMark(key) ? key[1..] : key, value)),
    };

    /// <summary>Whether a key is that of a mark, with any number of <c>$</c> more before it.</summary>
    private static bool LooksLikeMark(string key)
    {
        var name = key.AsSpan().TrimStart('$');
        return name.Length < key.Length && (name.SequenceEqual(Digest.AsSpan(1)) || name.SequenceEqual(Reference.AsSpan(1)));
    }
}
