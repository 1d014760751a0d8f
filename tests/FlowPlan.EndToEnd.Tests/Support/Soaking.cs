using System.Globalization;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>How much of a long test is run, and from which seed.</summary>
internal static class Soaking
{
    /// <summary>Whether all of it is run, however long it takes (<c>FLOWPLAN_FULL=1</c>).</summary>
    public static bool Full { get; } = Environment.GetEnvironmentVariable("FLOWPLAN_FULL") == "1";

    /// <summary>Whether one seed alone is to be replayed.</summary>
    public static bool OneSeed { get; } = Environment.GetEnvironmentVariable("FLOWPLAN_SEED") is not null;

    /// <summary>The seed: that of <c>FLOWPLAN_SEED</c>, else always the same.</summary>
    public static int Seed { get; } = int.Parse(Environment.GetEnvironmentVariable("FLOWPLAN_SEED") ?? "1", CultureInfo.InvariantCulture);
}
