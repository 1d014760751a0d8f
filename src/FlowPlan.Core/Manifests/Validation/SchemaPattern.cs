using System.Text.RegularExpressions;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>A regular expression of a JSON Schema. It is compiled when a text is compared with it: most manifests use few of them.</summary>
/// <param name="text">The expression as the schema has it.</param>
internal sealed class SchemaPattern(string text)
{
    private Regex? compiled;

    /// <summary>The expression as the schema has it.</summary>
    public string Text => text;

    /// <summary>Whether a text matches.</summary>
    public bool IsMatch(string value) => (compiled ??= Compile()).IsMatch(value);

    /// <summary>In JSON Schema <c>$</c> is the end of the text; in .NET it also matches before a final line break.</summary>
    private Regex Compile() =>
        new(text.EndsWith('$') ? text[..^1] + @"\z" : text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
}
