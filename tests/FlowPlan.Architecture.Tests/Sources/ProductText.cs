namespace FlowPlan.Architecture.Tests.Sources;

/// <summary>Files of the checkout as text, by their path from its root.</summary>
internal static class ProductText
{
    private static readonly string[] BuildOutput = ["bin", "obj", "TestResults", "StrykerOutput"];

    public static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    /// <summary>The files below a folder with one of the extensions, in order and without what a build makes.</summary>
    public static IEnumerable<string> Below(string folder, params string[] extensions) => Walk(Path.Combine(Repository.Root, folder))
        .Where(file => extensions.Contains(Path.GetExtension(file)))
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(child => !BuildOutput.Contains(Path.GetFileName(child))).SelectMany(Walk));
}
