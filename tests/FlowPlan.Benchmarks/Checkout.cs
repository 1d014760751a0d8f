namespace FlowPlan.Benchmarks;

/// <summary>Where things are in the checkout.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.GetFullPath(relative, Root);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FlowPlan.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("FlowPlan.sln is in no folder above the executable.");
        return folder;
    }
}
