using System.Globalization;
using System.Text;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Dates;

/// <summary>Dates to text by a pattern, with English names.</summary>
internal static class DateWriter
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    /// <summary>The text; null where the pattern has a letter that is not written offline.</summary>
    public static string? Write(ZonedTime zoned, DatePattern pattern)
    {
        var text = new StringBuilder();
        foreach (var element in pattern.Elements)
        {
            if ((element.IsText ? element.Text : Part(zoned, element)) is not { } part)
                return null;
            text.Append(part);
        }

        return text.ToString();
    }

    private static string? Part(ZonedTime zoned, PatternElement element)
    {
        var time = zoned.Time;
        var count = element.Count;
        return element.Letter switch
        {
            'y' or 'u' => Year(time.Year, count),
            'Y' => Year(WeekYear(time), count),
            'M' or 'L' => Name(count, time.Month, Names.AbbreviatedMonthNames[time.Month - 1], Names.MonthNames[time.Month - 1]),
            'Q' or 'q' => Name(count, (time.Month + 2) / 3, $"Q{(time.Month + 2) / 3}", null),
            'd' => Digits(time.Day, count),
            'D' => Digits(time.DayOfYear, count),
            'E' => count >= 4 ? Names.DayNames[(int)time.DayOfWeek] : Names.AbbreviatedDayNames[(int)time.DayOfWeek],
            'e' or 'c' => Name(count, (int)time.DayOfWeek + 1, Names.AbbreviatedDayNames[(int)time.DayOfWeek], Names.DayNames[(int)time.DayOfWeek]),
            'F' => Digits(((time.Day - 1) / 7) + 1, count),
            'w' => Digits(Names.Calendar.GetWeekOfYear(time.DateTime, CalendarWeekRule.FirstDay, DayOfWeek.Sunday), count),
            'a' => time.Hour < 12 ? "AM" : "PM",
            'G' => count == 4 ? "Anno Domini" : "AD",
            'H' => Digits(time.Hour, count),
            'k' => Digits(time.Hour == 0 ? 24 : time.Hour, count),
            'K' => Digits(time.Hour % 12, count),
            'h' => Digits(time.Hour % 12 == 0 ? 12 : time.Hour % 12, count),
            'm' => Digits(time.Minute, count),
            's' => Digits(time.Second, count),
            'S' => (time.Ticks % TimeSpan.TicksPerSecond * 100).ToString("000000000", CultureInfo.InvariantCulture)[..count],
            'n' => Digits(time.Ticks % TimeSpan.TicksPerSecond * 100, count),
            'A' => Digits((long)time.TimeOfDay.TotalMilliseconds, count),
            'V' => zoned.Zone,
            'z' when zoned.Zone is "UTC" or "Z" => zoned.Zone,
            'X' => time.Offset == TimeSpan.Zero ? "Z" : Offset(time.Offset, count),
            'x' => Offset(time.Offset, count),
            'Z' when count <= 3 => Offset(time.Offset, 2),
            'Z' when count == 5 => ZonedTime.OffsetText(time.Offset),
            'O' or 'Z' => time.Offset == TimeSpan.Zero ? "GMT" : $"GMT{Offset(time.Offset, 3)}",
            _ => null,
        };
    }

    private static string Year(int year, int count) => count == 2 ? Digits(year % 100, 2) : Digits(year, count);

    /// <summary>The year that the week belongs to, with weeks from Sunday: the week with 1 January is the first.</summary>
    private static int WeekYear(DateTimeOffset time)
    {
        var saturday = time.Date.AddDays(6 - (int)time.DayOfWeek);
        return saturday.Year;
    }

    private static string? Name(int count, int number, string shortName, string? longName) =>
        count <= 2 ? Digits(number, count) : count == 3 ? shortName : longName;

    private static string Digits(long number, int count) => number.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');

    private static string Offset(TimeSpan offset, int count)
    {
        var sign = offset < TimeSpan.Zero ? "-" : "+";
        var size = offset.Duration();
        return sign + count switch
        {
            1 => size.Minutes == 0 ? size.ToString("hh", CultureInfo.InvariantCulture) : size.ToString("hhmm", CultureInfo.InvariantCulture),
            2 or 4 => size.ToString("hhmm", CultureInfo.InvariantCulture),
            _ => size.ToString("hh\\:mm", CultureInfo.InvariantCulture),
        };
    }
}
