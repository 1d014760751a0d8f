using System.Globalization;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>When a flow starts.</summary>
internal static class FlowSchedule
{
    /// <summary>From this number on, a time is in milliseconds: as seconds it would be in the year 5138.</summary>
    private const decimal LeastMilliseconds = 100_000_000_000m;

    /// <summary>The most milliseconds that a <see cref="DateTimeOffset"/> holds.</summary>
    private const decimal MostMilliseconds = 253_402_300_799_999m;

    /// <summary>The start of a flow's schedule, which the service gives in Unix seconds or as text; null where there is none or it cannot be read.</summary>
    public static DateTimeOffset? StartOf(Value.Map fields) => FieldPath.Find(fields, "schedule/startTime") switch
    {
        Value.Number(var amount) => FromUnix(amount),
        Value.Text(var text) when decimal.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var amount) => FromUnix(amount),
        Value.Text(var text) when DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => null,
    };

    /// <summary>Why a start that has come cannot be changed, and what to do.</summary>
    public static string WhyFixed(DateTimeOffset start, Value written) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"the schedule started at {start.UtcDateTime:yyyy-MM-dd HH:mm} UTC, and Flow Service does not change a start that has come: declare {written}, or replace the flow with --replace");

    private static DateTimeOffset? FromUnix(decimal amount)
    {
        var milliseconds = amount >= LeastMilliseconds || amount < 0 ? amount : amount * 1000;
        return milliseconds is >= 0 and <= MostMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;
    }
}
