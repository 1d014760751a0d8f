namespace FlowPlan.Tests;

/// <summary>Where things are in the checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Example(string name) => Path.Combine(Root, "examples", name);

    /// <summary>Whether the checked-in files that tests compare with are to be rewritten.</summary>
    public static bool UpdatesGoldenFiles { get; } = Environment.GetEnvironmentVariable("FLOWPLAN_UPDATE_GOLDEN") == "1";

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FlowPlan.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("FlowPlan.sln is not in a folder above the executable.");
        return folder;
    }
}
