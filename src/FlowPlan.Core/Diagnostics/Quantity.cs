using System.Globalization;

namespace FlowPlan.Core.Diagnostics;

/// <summary>A number with its noun, such as <c>1 resource</c> and <c>2 resources</c>.</summary>
public static class Quantity
{
    /// <summary>The number and the noun, with an <c>s</c> unless the number is 1.</summary>
    public static string Of(int number, string noun) =>
        $"{number.ToString(CultureInfo.InvariantCulture)} {Noun(number, noun)}";

    /// <summary>As <see cref="Of"/>, with commas between the thousands: <c>1,200 resources</c>. For counts that people watch or approve.</summary>
    public static string Grouped(long number, string noun) => $"{Number(number)} {Noun(number, noun)}";

    /// <summary>A number with commas between the thousands, such as <c>1,200</c>.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Noun(long number, string noun) => number == 1 ? noun : noun + "s";
}
