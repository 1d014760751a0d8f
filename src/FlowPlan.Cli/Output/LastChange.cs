using System.Globalization;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Output;

/// <summary>Who changed an object last and when, as far as the service returns it.</summary>
internal static class LastChange
{
    /// <summary>Such as <c> by jane@acme.com at 2026-11-20 10:02 UTC</c>; empty where neither is known.</summary>
    public static string Of(LiveObject? live)
    {
        var by = live?.UpdatedBy is { } user ? $" by {user}" : string.Empty;
        var at = live?.UpdatedAt is { } time ? $" at {time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC" : string.Empty;
        return by + at;
    }
}
