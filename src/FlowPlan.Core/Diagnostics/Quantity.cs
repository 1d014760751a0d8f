using System.Globalization;

namespace FlowPlan.Core.Diagnostics;

/// <summary>A number with its noun, such as <c>1 resource</c> and <c>2 resources</c>.</summary>
public static class Quantity
{
    /// <summary>The number and the noun, with an <c>s</c> unless the number is 1.</summary>
    public static string Of(int number, string noun) =>
        $"{number.ToString(CultureInfo.InvariantCulture)} {(number == 1 ? noun : noun + "s")}";
}
