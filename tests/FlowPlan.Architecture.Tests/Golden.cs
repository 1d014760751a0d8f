namespace FlowPlan.Architecture.Tests;

/// <summary>Whether checked-in files that tests compare with are to be rewritten.</summary>
internal static class Golden
{
    public static bool Update => Environment.GetEnvironmentVariable("FLOWPLAN_UPDATE_GOLDEN") is { Length: > 0 };
}
