using System.Globalization;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Parts of dates by their names, which do not depend on case.</summary>
internal static class DateParts
{
    /// <summary>A part of a date.</summary>
    public static int Of(string name, ZonedTime date)
    {
        var time = date.Time;
        return name.ToUpperInvariant() switch
        {
            "YEAR" or "YYYY" or "YY" => time.Year,
            "QUARTER" or "QQ" or "Q" => (time.Month + 2) / 3,
            "MONTH" or "MM" or "M" => time.Month,
            "DAYOFYEAR" or "DY" or "Y" => time.DayOfYear,
            "DAY" or "DD" or "D" => time.Day,
            "WEEK" or "WW" => ISOWeek.GetWeekOfYear(time.DateTime),
            "WEEKDAY" or "DW" => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek,
            "W" => throw new EvaluationStop("the documentation gives 'w' two meanings: use 'ww' or 'dw'", isUnknown: true),
            "HOUR" or "HH" or "HH24" => time.Hour,
            "HH12" => time.Hour % 12 == 0 ? 12 : time.Hour % 12,
            "MINUTE" or "MI" or "N" => time.Minute,
            "SECOND" or "SS" or "S" => time.Second,
            "MILLISECOND" or "SSS" or "MS" => time.Millisecond,
            _ => throw new EvaluationStop("the part of a date is not known"),
        };
    }

    /// <summary>A date with another part.</summary>
    public static ZonedTime Set(string name, int value, ZonedTime date)
    {
        var time = date.Time.DateTime;
        (int Low, int High) most = name.ToUpperInvariant() switch
        {
            "YEAR" or "YYYY" or "YY" => (2, 9998),
            "MONTH" or "MM" or "M" => (1, 12),
            "DAY" or "DD" or "D" => (1, DateTime.DaysInMonth(time.Year, time.Month)),
            "HOUR" or "HH" => (0, 23),
            "MINUTE" or "MI" or "N" or "SECOND" or "SS" or "S" => (0, 59),
            _ => throw new EvaluationStop("the part of a date cannot be set"),
        };
        if (value < most.Low || value > most.High)
            throw new EvaluationStop($"the part of a date is not between {most.Low} and {most.High}");
        var changed = name.ToUpperInvariant() switch
        {
            "YEAR" or "YYYY" or "YY" => time.AddYears(value - time.Year),
            "MONTH" or "MM" or "M" => time.AddMonths(value - time.Month),
            "DAY" or "DD" or "D" => time.AddDays(value - time.Day),
            "HOUR" or "HH" => time.AddHours(value - time.Hour),
            "MINUTE" or "MI" or "N" => time.AddMinutes(value - time.Minute),
            _ => time.AddSeconds(value - time.Second),
        };
        return Dates.Zones.Place(changed, date.Zone) ?? new(new(DateTime.SpecifyKind(changed, DateTimeKind.Unspecified), date.Time.Offset), date.Zone);
    }
}
