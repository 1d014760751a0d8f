namespace FlowPlan.Cli.Tests;

/// <summary>Where things are in the checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "FlowPlan.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("FlowPlan.sln is in no folder above the tests.");
        return folder;
    }
}
