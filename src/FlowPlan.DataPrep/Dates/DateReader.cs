using System.Globalization;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Dates;

/// <summary>Text to a date by a pattern, with English names. A time that the pattern lacks is midnight, a zone that it lacks is UTC.</summary>
internal sealed class DateReader
{
    private static readonly DateTimeFormatInfo Names = CultureInfo.InvariantCulture.DateTimeFormat;

    private readonly string text;
    private readonly Dictionary<char, int> parts = [];
    private TimeSpan? offset;
    private string? zone;
    private int at;

    private DateReader(string text) => this.text = text;

    /// <summary>The date; null where the text does not have the form of the pattern.</summary>
    public static ZonedTime? Read(string text, DatePattern pattern)
    {
        var reader = new DateReader(text);
        var elements = pattern.Elements;
        for (var i = 0; i < elements.Length; i++)
        {
            var adjacent = i + 1 < elements.Length && elements[i + 1].IsNumber;
            if (!reader.Take(elements[i], adjacent))
                return null;
        }

        return reader.at == text.Length ? reader.Result() : null;
    }

    private bool Take(PatternElement element, bool adjacent)
    {
        switch (element.Letter)
        {
            case '\'':
                return TakeText(element.Text);
            case 'M' or 'L' when element.Count >= 3:
                return TakeName(element.Count == 3 ? Names.AbbreviatedMonthNames : Names.MonthNames, 'M', 1);
            case 'E':
                return TakeName(element.Count <= 3 ? Names.AbbreviatedDayNames : Names.DayNames, 'E', 0);
            case 'a':
                return TakeName(["AM", "PM"], 'a', 0);
            case 'X' or 'x' or 'Z':
                return TakeOffset(element);
            case 'z' or 'V':
                return TakeZone();
            case 'S':
                return TakeFraction(element.Count);
            case 'y' or 'u' or 'M' or 'L' or 'd' or 'H' or 'h' or 'K' or 'k' or 'm' or 's' or 'D':
                return TakeNumber(element, adjacent);
            default:
                return false;
        }
    }

    private bool TakeText(string expected)
    {
        if (string.CompareOrdinal(text, at, expected, 0, expected.Length) != 0)
            return false;
        at += expected.Length;
        return true;
    }

    private bool TakeName(string[] names, char letter, int first)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].Length == 0 || string.Compare(text, at, names[i], 0, names[i].Length, StringComparison.OrdinalIgnoreCase) != 0)
                continue;
            parts[letter] = i + first;
            at += names[i].Length;
            return true;
        }

        return false;
    }

    private bool TakeNumber(PatternElement element, bool adjacent)
    {
        var isYear = element.Letter is 'y' or 'u';
        var most = element.Count == 1 ? 9 : isYear && element.Count != 2 && !adjacent ? 9 : element.Count;
        var start = at;
        while (at < text.Length && at - start < most && char.IsAsciiDigit(text[at]))
            at++;
        if (at - start < element.Count)
            return false;
        var number = int.Parse(text.AsSpan(start, at - start), CultureInfo.InvariantCulture);
        parts[isYear ? 'y' : element.Letter == 'L' ? 'M' : element.Letter] = isYear && element.Count == 2 ? 2000 + number : number;
        return true;
    }

    private bool TakeFraction(int count)
    {
        var start = at;
        while (at < text.Length && at - start < count && char.IsAsciiDigit(text[at]))
            at++;
        if (at - start != count)
            return false;
        parts['S'] = int.Parse(text.AsSpan(start, count).ToString().PadRight(9, '0'), CultureInfo.InvariantCulture);
        return true;
    }

    private bool TakeOffset(PatternElement element)
    {
        if (at < text.Length && text[at] == 'Z' && (element.Letter == 'X' || element is { Letter: 'Z', Count: 5 }))
        {
            at++;
            (offset, zone) = (TimeSpan.Zero, "Z");
            return true;
        }

        var withColon = element.Count is 3 or 5 && element.Letter != 'Z' || element is { Letter: 'Z', Count: 5 };
        var formats = withColon ? ["hh\\:mm"] : element is { Letter: 'X' or 'x', Count: 1 } ? (string[])["hhmm", "hh"] : ["hhmm"];
        foreach (var format in formats)
        {
            var length = format == "hh" ? 2 : withColon ? 5 : 4;
            if (at + 1 + length > text.Length || text[at] is not ('+' or '-')
                || !TimeSpan.TryParseExact(text.AsSpan(at + 1, length), format, CultureInfo.InvariantCulture, out var size) || size > TimeSpan.FromHours(14))
            {
                continue;
            }

            offset = text[at] == '-' ? -size : size;
            zone = ZonedTime.OffsetText(offset.Value);
            at += 1 + length;
            return true;
        }

        return false;
    }

    private bool TakeZone()
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '/' or '_' or '-' or '+'))
            at++;
        zone = text[start..at];
        return Zones.Find(zone) is not null;
    }

    private ZonedTime? Result()
    {
        if (!parts.TryGetValue('y', out var year) || year is < 2 or > 9998)
            return null;
        var (month, day) = (parts.GetValueOrDefault('M', 1), parts.GetValueOrDefault('d', 1));
        if (month is < 1 or > 12 || day is < 1 or > 31)
            return null;
        var date = new DateTime(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
        if (parts.TryGetValue('D', out var dayOfYear))
            date = new DateTime(year, 1, 1).AddDays(Math.Clamp(dayOfYear, 1, 366) - 1);
        var (minute, second) = (parts.GetValueOrDefault('m'), parts.GetValueOrDefault('s'));
        if (Hour() is not { } hour || minute > 59 || second > 59)
            return null;
        date = date.AddHours(hour).AddMinutes(minute).AddSeconds(second).AddTicks(parts.GetValueOrDefault('S') / 100);
        return offset is { } fixedOffset ? new(new(date, fixedOffset), zone!) : Zones.Place(date, zone ?? "UTC");
    }

    /// <summary>The hour; null where it is not one.</summary>
    private int? Hour()
    {
        int? hour = parts.TryGetValue('H', out var h) ? h
            : parts.TryGetValue('k', out var k) ? k % 24
            : parts.TryGetValue('h', out var half) ? (half is < 1 or > 12 ? 99 : (half % 12) + (parts.GetValueOrDefault('a') * 12))
            : parts.TryGetValue('K', out var zero) ? zero + (parts.GetValueOrDefault('a') * 12)
            : 0;
        return hour is < 24 ? hour : null;
    }
}
