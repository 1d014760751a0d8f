using System.Globalization;

namespace FlowPlan.Core.Resources;

/// <summary>Who last changed an object and when, as far as the service tells.</summary>
public static class LastChange
{
    /// <summary>Such as <c> by jane@acme.com at 2026-11-20 10:02 UTC</c>, with a space in front; empty where the service tells nothing.</summary>
    public static string Of(LiveObject? live)
    {
        var by = live?.UpdatedBy is { } user ? $" by {user}" : string.Empty;
        var at = live?.UpdatedAt is { } time ? $" at {time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : string.Empty;
        return by + at;
    }
}
