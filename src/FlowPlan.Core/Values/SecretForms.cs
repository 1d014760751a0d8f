using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace FlowPlan.Core.Values;

/// <summary>
/// The forms in which a secret turns up in other texts: in JSON, in a URL or form, in HTML, in an annotation of GitHub, in base64 wherever it begins in
/// what was encoded, and line by line.
/// </summary>
public static class SecretForms
{
    /// <summary>Shorter texts would strike words that are not secret.</summary>
    private const int LeastLength = 4;

    private const int LeastDistinctive = 6;

    private const int LongestWord = 16;

    /// <summary>A line of a secret, or the part of its base64 that does not hang on its neighbours, must be longer to be told from a word.</summary>
    private const int LeastPart = 8;

    /// <summary>
    /// True for a secret that cannot be taken for a word of FlowPlan's own: at least 6 characters, one of which is not a letter,
    /// or at least 16. Other secrets are hidden where they are values, but are not looked for in other texts.
    /// </summary>
    public static bool IsDistinctive(string secret) =>
        secret.Trim() is { Length: >= LeastDistinctive } text && (text.Length >= LongestWord || text.Any(c => !char.IsLetter(c)));

    /// <summary>All forms of a secret, the longest first; none of one that is too short to be looked for.</summary>
    public static IReadOnlyList<string> Of(string secret)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in Whole(secret).Where(t => t.Length >= LeastLength))
        {
            forms.Add(text);
            forms.UnionWith(Escaped(text));
            forms.UnionWith(Base64(text));
        }

        return [.. forms.Where(f => f.Length >= LeastLength).OrderByDescending(f => f.Length).ThenBy(f => f, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> Whole(string secret)
    {
        yield return secret;

        // An environment variable that a file was read into ends with a line break that is not sent.
        yield return secret.Trim();
        foreach (var line in secret.Split('\n', '\r').Select(l => l.Trim()).Where(l => l.Length >= LeastPart))
            yield return line;
    }

    private static IEnumerable<string> Escaped(string text)
    {
        var relaxed = JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text);
        yield return relaxed;
        yield return JavaScriptEncoder.Default.Encode(text);
        yield return relaxed.Replace("/", "\\/", StringComparison.Ordinal);
        yield return relaxed.Replace("\\u001B", "\\e", StringComparison.Ordinal);
        yield return WebUtility.HtmlEncode(text);

        // As data of a command of GitHub Actions.
        yield return text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
        foreach (var encoded in new[] { Uri.EscapeDataString(text), WebUtility.UrlEncode(text) })
        {
            yield return encoded;
            yield return WithLowerHex(encoded);
        }
    }

    private static string WithLowerHex(string encoded)
    {
        var text = new StringBuilder(encoded);
        for (var i = 0; i + 2 < text.Length; i++)
        {
            if (text[i] == '%')
                (text[i + 1], text[i + 2]) = (char.ToLowerInvariant(text[i + 1]), char.ToLowerInvariant(text[i + 2]));
        }

        return text.ToString();
    }

    /// <summary>
    /// Base64 takes three bytes at a time, so there are three forms, by where the secret begins. Characters that hold bits of
    /// what stands before or behind are left out.
    /// </summary>
    private static IEnumerable<string> Base64(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. bytes]);
            var first = (before * 8 + 5) / 6;
            var last = (before + bytes.Length) * 8 / 6;
            if (last - first < LeastPart)
                continue;
            yield return encoded[first..last];
            yield return encoded[first..last].Replace('+', '-').Replace('/', '_');
        }
    }
}
