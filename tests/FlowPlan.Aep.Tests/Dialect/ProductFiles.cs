namespace FlowPlan.Aep.Tests.Dialect;

/// <summary>The manifest schema and the examples of the checkout.</summary>
internal static class ProductFiles
{
    public static string SchemaFile => Path.Combine(FlowPlan.Tests.Repository.Root, "schema", "flowplan.schema.json");

    public static string EditorSchemaFile => Path.Combine(FlowPlan.Tests.Repository.Root, "schema", "editor", "manifest.schema.json");

    public static string Example(string name) => Path.Combine([FlowPlan.Tests.Repository.Root, "examples", .. name.Split('/')]);

    /// <summary>The folders of all examples, relative to <c>examples</c>, with <c>/</c>.</summary>
    public static IEnumerable<string> Examples() => Directory
        .EnumerateFiles(Path.Combine(FlowPlan.Tests.Repository.Root, "examples"), "flowplan.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Path.Combine(FlowPlan.Tests.Repository.Root, "examples"), Path.GetDirectoryName(f)!).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);
}
