using System.Globalization;

namespace FlowPlan.Cli.Arguments;

/// <summary>Reads and shows durations.</summary>
internal static class Durations
{
    /// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>5m</c> or <c>1h</c>; null for any other text.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (text is null)
            return null;
        var unit = text.AsSpan().TrimStart("0123456789.");
        if (!double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 1_000_000)
            return null;
        return unit switch
        {
            "ms" => TimeSpan.FromMilliseconds(amount),
            "" or "s" => TimeSpan.FromSeconds(amount),
            "m" => TimeSpan.FromMinutes(amount),
            "h" => TimeSpan.FromHours(amount),
            _ => null,
        };
    }

    /// <summary>The two largest units, such as <c>2m 5s</c> or <c>11d 13h</c>.</summary>
    public static string Show(TimeSpan duration)
    {
        var seconds = (long)Math.Ceiling(duration.TotalSeconds);
        (long Amount, string Unit)[] parts = [(seconds / 86_400, "d"), (seconds / 3600 % 24, "h"), (seconds / 60 % 60, "m"), (seconds % 60, "s")];
        var shown = parts.SkipWhile(p => p.Amount == 0).Take(2).Where(p => p.Amount > 0).Select(p => p.Amount.ToString(CultureInfo.InvariantCulture) + p.Unit);
        return seconds <= 0 ? "0s" : string.Join(' ', shown);
    }
}
