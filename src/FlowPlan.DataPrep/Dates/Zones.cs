using System.Globalization;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Dates;

/// <summary>Time zones by their IANA name, or by their offset.</summary>
internal static class Zones
{
    /// <summary>The zone; null where there is none of that name.</summary>
    public static TimeZoneInfo? Find(string name)
    {
        if (name is "UTC" or "Z" or "GMT" or "UT")
            return TimeZoneInfo.Utc;
        if (name.Length == 6 && name[0] is '+' or '-'
            && TimeSpan.TryParseExact(name.AsSpan(1), "hh\\:mm", CultureInfo.InvariantCulture, out var size) && size <= TimeSpan.FromHours(14))
        {
            return TimeZoneInfo.CreateCustomTimeZone(name, name[0] == '-' ? -size : size, name, name);
        }

        // Names of files that are not zones must not reach the file system.
        return name.Length is > 0 and < 64 && char.IsLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var found) ? found : null;
    }

    /// <summary>A local time in a zone; null where there is no such zone.</summary>
    public static ZonedTime? Place(DateTime local, string name) => Find(name) is { } zone
        ? new(new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local)), name)
        : null;

    /// <summary>The same moment in a zone; null where there is no such zone.</summary>
    public static ZonedTime? Move(ZonedTime time, string name) => Find(name) is { } zone ? new(TimeZoneInfo.ConvertTime(time.Time, zone), name) : null;
}
