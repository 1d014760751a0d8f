using System.Globalization;
using System.Text.RegularExpressions;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>Gives plain scalars their type by the core schema of YAML 1.2: <c>yes</c> and <c>off</c> are texts.</summary>
internal static partial class ScalarTyping
{
    public static Value Of(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => Value.Nothing,
        "true" or "True" or "TRUE" => Value.Of(true),
        "false" or "False" or "FALSE" => Value.Of(false),
        _ when NumberForm().IsMatch(text) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) =>
            Value.Of(number),
        _ => Value.Of(text),
    };

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberForm();
}
