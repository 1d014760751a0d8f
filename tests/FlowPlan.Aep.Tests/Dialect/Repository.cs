namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>Where things are in the checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string SchemaFile => Path.Combine(Root, "schema", "flowplan.schema.json");

    public static string Example(string name) => Path.Combine([Root, "examples", .. name.Split('/')]);

    /// <summary>The folders of all examples, relative to <c>examples</c>, with <c>/</c>.</summary>
    public static IEnumerable<string> Examples() => Directory
        .EnumerateFiles(Path.Combine(Root, "examples"), "flowplan.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Path.Combine(Root, "examples"), Path.GetDirectoryName(f)!).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!File.Exists(Path.Combine(folder, "FlowPlan.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("FlowPlan.sln is in no folder above the tests.");
        return folder;
    }
}
