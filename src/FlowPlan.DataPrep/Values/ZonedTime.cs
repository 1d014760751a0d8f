using System.Globalization;

namespace FlowPlan.DataPrep.Values;

/// <summary>A moment and the zone that it is shown in.</summary>
/// <param name="Time">The moment, with the offset of the zone at that time.</param>
/// <param name="Zone">The name of the zone: an IANA name such as <c>Europe/Berlin</c>, <c>UTC</c>, or an offset.</param>
public readonly record struct ZonedTime(DateTimeOffset Time, string Zone)
{
    /// <summary>A moment in a zone that is known by its offset alone.</summary>
    public static ZonedTime Of(DateTimeOffset time) => new(time, OffsetText(time.Offset));

    /// <summary>A moment in UTC.</summary>
    public static ZonedTime Utc(DateTimeOffset time) => new(time.ToUniversalTime(), "UTC");

    /// <summary>An offset as Java writes it: <c>Z</c>, <c>+02:00</c>.</summary>
    public static string OffsetText(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero)
            return "Z";
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{offset.Duration():hh\\:mm}");
    }

    /// <summary>The text as Java writes a <c>ZonedDateTime</c>: <c>2019-10-23T11:24:35Z[UTC]</c>.</summary>
    public override string ToString()
    {
        var seconds = (Time.Ticks % TimeSpan.TicksPerMinute) switch
        {
            0 => "",
            var ticks when ticks % TimeSpan.TicksPerSecond == 0 => Time.ToString(":ss", CultureInfo.InvariantCulture),
            var ticks when ticks % TimeSpan.TicksPerMillisecond == 0 => Time.ToString(":ss.fff", CultureInfo.InvariantCulture),
            var ticks when ticks % TimeSpan.TicksPerMicrosecond == 0 => Time.ToString(":ss.ffffff", CultureInfo.InvariantCulture),
            _ => Time.ToString(":ss.fffffff00", CultureInfo.InvariantCulture),
        };
        var offset = OffsetText(Time.Offset);
        return Time.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture) + seconds + offset + (Zone == offset ? "" : $"[{Zone}]");
    }
}
