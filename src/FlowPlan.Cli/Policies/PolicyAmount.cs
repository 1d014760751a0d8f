using System.Xml;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Policies;

/// <summary>What can be compared: a number, or a duration such as <c>P90D</c>, for which a month has 30 days and a year 365.</summary>
internal static class PolicyAmount
{
    /// <summary>The amount of a value; null where it has none.</summary>
    public static (decimal Amount, bool IsDuration)? Of(Value value)
    {
        switch (value)
        {
            case Value.Number(var number):
                return (number, false);
            case Value.Text(['P' or '-', ..] and var text):
                try
                {
                    return (XmlConvert.ToTimeSpan(text).Ticks, true);
                }
                catch (Exception fault) when (fault is FormatException or OverflowException)
                {
                    return null;
                }

            default:
                return null;
        }
    }

    /// <summary>Whether a value is within limits; one that cannot be compared is not.</summary>
    public static bool IsWithin(Value value, Value? atLeast, Value? atMost) =>
        (atLeast is null || Compare(value, atLeast) >= 0) && (atMost is null || Compare(value, atMost) <= 0);

    /// <summary>Null where the two cannot be compared, so that neither order holds.</summary>
    private static int? Compare(Value value, Value limit) =>
        Of(value) is { } one && Of(limit) is { } other && one.IsDuration == other.IsDuration ? one.Amount.CompareTo(other.Amount) : null;
}
