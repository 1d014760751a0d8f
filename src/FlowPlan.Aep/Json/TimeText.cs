using System.Globalization;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Json;

/// <summary>Times as people write them in a manifest and services return them.</summary>
internal static class TimeText
{
    private static readonly string[] Times = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>The time that a text means on any day and in any country: a date, or a date with a time, of UTC where it says nothing else. Null for anything else.</summary>
    public static DateTimeOffset? Of(Value? value) =>
        value is Value.Text(var text) && DateTimeOffset.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
