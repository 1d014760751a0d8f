using System.Globalization;
using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Writing;

/// <summary>
/// Texts as scalars of YAML, so that every reader gets the same text back: without quotes only what cannot be taken for
/// anything else, by YAML 1.1 either.
/// </summary>
public static class YamlScalars
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf",
    };

    /// <summary>A text as a scalar.</summary>
    public static string Of(string text)
    {
        if (IsPlain(text))
            return text;
        var simple = text.All(c => !MustEscape(c));
        return simple && text.AsSpan().IndexOfAny('"', '\\') >= 0 && !text.Contains('\'', StringComparison.Ordinal)
            ? $"'{text}'"
            : Quoted(text);
    }

    /// <summary>A text in double quotes, as YAML and JSON alike read it.</summary>
    public static string Quoted(string text)
    {
        var written = new StringBuilder("\"", text.Length + 2);
        foreach (var unit in text)
        {
            written.Append(unit switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when MustEscape(unit) => $"\\u{((int)unit).ToString("x4", CultureInfo.InvariantCulture)}",
                _ => unit.ToString(),
            });
        }

        return written.Append('"').ToString();
    }

    /// <summary>
    /// A text with what an expression would begin with written as an expression that gives it, so that the manifest's reader
    /// takes nothing in it for one.
    /// </summary>
    public static string WithoutExpressions(string text)
    {
        if (!text.Contains("{{", StringComparison.Ordinal))
            return text;
        var written = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            // Also what begins a part that is left as it is: once a text holds an expression, that counts too.
            if (text[i] == '{' && i + 1 < text.Length && text[i + 1] is '{' or '%')
                written.Append("{{ \"").Append(text, i++, 2).Append("\" }}");
            else
                written.Append(text[i]);
        }

        return written.ToString();
    }

    /// <summary>A text on one line, as in a comment: what does not show is a blank.</summary>
    public static string Comment(string text) => new([.. text.Select(c => MustEscape(c) ? ' ' : c)]);

    private static bool IsPlain(string text) =>
        text.Length > 0
        && (char.IsLetter(text[0]) || text[0] is '_' or '/')
        && text[^1] != ' '
        && !Words.Contains(text)
        && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '.' or '/' or '(' or ')' or '+' or '-' or '=' or '@' or ';' or '$');

    /// <summary>What a reader would not see. Halves of a surrogate pair are written together as they are.</summary>
    internal static bool MustEscape(char unit) => Rune.TryCreate(unit, out var rune) && InvisibleCharacters.Contains(rune);
}
