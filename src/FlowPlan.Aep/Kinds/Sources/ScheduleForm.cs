using System.Globalization;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Sources;

/// <summary>A schedule as people write it: <c>every</c> and <c>start</c>, as the parameters that Flow Service takes.</summary>
internal static class ScheduleForm
{
    private const int LeastMinutes = 15;

    /// <summary>The parameters, or what is wrong.</summary>
    public static (Value.Map? Parameters, string? Fault, string? At) Read(Node.Mapping schedule)
    {
        if (schedule.Entries.FirstOrDefault(e => e.Key is not ("every" or "start" or "backfill")) is { Key: not null } unknown)
            return (null, $"'{unknown.Key}' cannot be combined with 'every'", unknown.Key);
        var every = schedule["every"]!.ToValue().ToString();
        if (StartOf(schedule["start"]) is not { } start)
            return (null, "'start' must be a time, such as 2026-12-01T00:00:00Z", "start");
        var backfill = schedule["backfill"]?.ToValue();
        if (every == "once")
        {
            return backfill == Value.Of(true)
                ? (null, "'backfill' cannot be combined with 'every: once'", "backfill")
                : (Value.Map.Of(("startTime", Value.Of((decimal)start)), ("frequency", Value.Of("once"))), null, null);
        }

        if (IntervalOf(every) is not var (frequency, interval))
            return (null, "'every' must be a number of minutes, hours, days or weeks, such as 15m, 1h, 1d or 1w, or 'once'", "every");
        if (frequency == "minute" && interval < LeastMinutes)
            return (null, $"'every' must be at least {LeastMinutes.ToString(CultureInfo.InvariantCulture)}m", "every");
        return (
            Value.Map.Of(("startTime", Value.Of((decimal)start)), ("frequency", Value.Of(frequency)), ("interval", Value.Of((decimal)interval)), ("backfill", backfill is Value.Bool ? backfill : null)),
            null,
            null);
    }

    /// <summary>What is wrong with a schedule in the words of the service, as far as it is written plainly, and at which key; null where nothing is.</summary>
    public static (string What, string At)? FaultIn(Node.Mapping schedule)
    {
        var frequency = (schedule["frequency"] as Node.Scalar)?.Value is Value.Text(var text) ? text : null;
        var interval = decimal.TryParse((schedule["interval"] as Node.Scalar)?.Value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : (decimal?)null;
        return frequency switch
        {
            null => null,
            "once" when schedule["interval"] is not null => ("'interval' cannot be combined with 'frequency: once'", "interval"),
            "once" when schedule["backfill"] is not null => ("'backfill' cannot be combined with 'frequency: once'", "backfill"),
            "minute" when interval < LeastMinutes => ($"'interval' must be at least {LeastMinutes.ToString(CultureInfo.InvariantCulture)} with 'frequency: minute'", "interval"),
            "minute" or "hour" or "day" or "week" when schedule["interval"] is null => ($"'frequency: {frequency}' needs an 'interval'", "frequency"),
            _ when interval < 1 => ("'interval' must be at least 1", "interval"),
            "once" or "minute" or "hour" or "day" or "week" => null,
            _ => ($"'frequency' cannot be '{frequency}': it is once, minute, hour, day or week", "frequency"),
        };
    }

    private static (string Frequency, int Interval)? IntervalOf(string text)
    {
        var frequency = text.Length == 0 ? null : text[^1] switch { 'm' => "minute", 'h' => "hour", 'd' => "day", 'w' => "week", _ => null };
        return frequency is not null && int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var interval) && interval > 0
            ? (frequency, interval)
            : null;
    }

    private static long? StartOf(Node? start) => TimeText.Of((start as Node.Scalar)?.Value)?.ToUnixTimeSeconds();
}
