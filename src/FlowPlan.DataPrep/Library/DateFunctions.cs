using System.Numerics;
using FlowPlan.DataPrep.Dates;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions on dates.</summary>
internal static class DateFunctions
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("now", c => new DataValue.Date(ZonedTime.Utc(c.Context.Now))),
        ("timestamp", c => DataValue.Of(new BigInteger(c.Context.Now.ToUnixTimeMilliseconds()))),
        ("format", c => c.Date(0) is { } date && c.Text(1) is { } pattern ? Format(date, pattern) : DataValue.Null),
        ("dformat", c => c[0].IsNull || c.Text(1) is not { } pattern ? DataValue.Null : Format(OfMilliseconds(c[0]), pattern)),
        ("date", Date),
        ("date_part", c => c.Date(1) is { } date && c.Text(0) is { } part ? DataValue.Of(new BigInteger(DateParts.Of(part, date))) : DataValue.Null),
        ("set_date_part", c => c.Date(2) is { } date && c.Text(0) is { } part && c.Integer(1) is { } value
            ? new DataValue.Date(DateParts.Set(part, value, date))
            : DataValue.Null),
        ("make_date_time", Make),
        ("make_timestamp", Make),
        ("zone_date_to_utc", c => c.Date(0) is { } date ? new DataValue.Date(ZonedTime.Utc(date.Time)) : DataValue.Null),
        ("zone_date_to_zone", c => c.Date(0) is { } date && c.Text(1) is { } zone
            ? new DataValue.Date(Zones.Move(date, zone) ?? throw new EvaluationStop("the time zone is not known"))
            : DataValue.Null),
    ];

    private static DataValue Date(CallContext call)
    {
        if (call[0] is DataValue.Date date)
            return date;
        if (call.Text(0) is not { } text)
            return call.Date(2) is { } otherwise ? new DataValue.Date(otherwise) : DataValue.Null;
        var read = call.Text(1) is { } pattern ? DateReader.Read(text, Pattern(pattern)) : DateTexts.Read(text);
        return read is { } found ? new DataValue.Date(found) : throw new EvaluationStop("the text does not have the form of the date pattern");
    }

    private static DataValue Format(ZonedTime date, string pattern) => DateWriter.Write(date, Pattern(pattern)) is { } text
        ? DataValue.Of(text)
        : throw new EvaluationStop("the date pattern has a letter that is not written offline", isUnknown: true);

    private static DatePattern Pattern(string pattern) =>
        pattern.Length <= 200 && DatePattern.Parse(pattern) is { } parsed ? parsed : throw new EvaluationStop("the date pattern is not valid");

    private static ZonedTime OfMilliseconds(DataValue value)
    {
        var milliseconds = Arithmetic.Bits(value);
        return milliseconds is > -62_000_000_000_000 and < 62_000_000_000_000
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), "Z")
            : throw new EvaluationStop("the milliseconds are not a date");
    }

    private static DataValue Make(CallContext call)
    {
        if (Enumerable.Range(0, 8).Any(i => call[i].IsNull))
            return DataValue.Null;
        int Part(int index, int least, int most) => call.Integer(index) is { } value && value >= least && value <= most
            ? value
            : throw new EvaluationStop($"argument {index + 1} of {call.Call.Name} is not between {least} and {most}");
        var (year, month) = (Part(0, 2, 9998), Part(1, 1, 12));
        var day = new DateTime(year, month, Part(2, 1, DateTime.DaysInMonth(year, month)));
        var time = day.AddHours(Part(3, 0, 23)).AddMinutes(Part(4, 0, 59)).AddSeconds(Part(5, 0, 59)).AddTicks(Part(6, 0, 999_999_999) / 100);
        return Zones.Place(time, call.Text(7)!) is { } date ? new DataValue.Date(date) : throw new EvaluationStop("the time zone is not known");
    }
}
