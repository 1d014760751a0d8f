using System.Globalization;

namespace FlowPlan.Core.Diagnostics;

/// <summary>A number with its noun, such as <c>1 resource</c> and <c>2 resources</c>.</summary>
public static class Quantity
{
    /// <summary>The number and the noun; nouns that do not just take an <c>s</c> give their plural.</summary>
    public static string Of(int number, string noun, string? plural = null) =>
        $"{number.ToString(CultureInfo.InvariantCulture)} {(number == 1 ? noun : plural ?? noun + "s")}";
}
