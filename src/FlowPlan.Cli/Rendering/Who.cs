using System.Globalization;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Rendering;

/// <summary>Who changed an object last and when, as far as the service tells.</summary>
internal static class Who
{
    /// <summary>Such as <c> by jane@acme.com at 2026-11-20 10:02 UTC</c>; empty where nothing is told.</summary>
    public static string Changed(LiveObject? live)
    {
        var by = live?.UpdatedBy is { } user ? $" by {user}" : string.Empty;
        var at = live?.UpdatedAt is { } time ? $" at {time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : string.Empty;
        return by + at;
    }
}
