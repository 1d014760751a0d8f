using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>
/// Gives plain scalars their type by the core schema of YAML 1.2: <c>yes</c> and <c>off</c> are texts. A number that a
/// decimal cannot hold stays the text it is, so that no digit is lost.
/// </summary>
internal static partial class ScalarTyping
{
    private const string Prefix = "tag:yaml.org,2002:";

    public static Value Of(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => Value.NullValue,
        "true" or "True" or "TRUE" => Value.Of(true),
        "false" or "False" or "FALSE" => Value.Of(false),
        _ when NumberForm().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            Value.Of(number),
        ['0', 'x', .. { Length: > 0 and <= 15 } digits] when digits.All(char.IsAsciiHexDigit) =>
            Value.Of((decimal)ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)),
        ['0', 'o', .. { Length: > 0 and <= 15 } digits] when digits.All(d => d is >= '0' and <= '7') =>
            Value.Of((decimal)digits.Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0'))),
        _ => Value.Of(text),
    };

    /// <summary>The value of a scalar under a tag, or null when the tag is not in the core schema or does not fit.</summary>
    public static Value? Tagged(string tag, string text)
    {
        var plain = Of(text);
        return tag switch
        {
            "!" or Prefix + "str" => Value.Of(text),
            Prefix + "int" => plain is Value.Number(var amount) && decimal.IsInteger(amount) ? plain : null,
            Prefix + "float" => plain as Value.Number,
            Prefix + "bool" => plain as Value.Bool,
            Prefix + "null" => plain as Value.Null,
            _ => null,
        };
    }

    /// <summary>Whether a tag says of a list or map what it is anyway.</summary>
    public static bool IsCollection(string tag, bool list) => tag == Prefix + (list ? "seq" : "map");

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();
}
