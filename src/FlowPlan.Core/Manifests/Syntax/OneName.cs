using System.Text.RegularExpressions;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>Expressions that only name a value.</summary>
internal static partial class OneName
{
    /// <summary>Whether a text is one expression, which is a name such as <c>{{ var.password }}</c>.</summary>
    public static bool Is(string text) => Form().IsMatch(text);

    [GeneratedRegex(@"\A\s*\{\{\s*[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*\s*\}\}\s*\z")]
    private static partial Regex Form();
}
