using System.Globalization;

namespace FlowPlan.Cli.Output;

/// <summary>Numbers with their noun.</summary>
internal static class Counts
{
    /// <summary>Such as <c>1 resource</c> or <c>2 resources</c>.</summary>
    public static string Of(int number, string noun) => $"{Of(number)} {noun}{(number == 1 ? string.Empty : "s")}";

    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);
}
