using System.Xml.Linq;

namespace FlowPlan.Architecture.Tests.Sources;

/// <summary>One project of the product: its sources as they are on disk and what its project file refers to.</summary>
internal sealed class SourceProject
{
    private SourceProject(string folder)
    {
        Folder = folder;
        Name = Path.GetFileName(folder);
        var file = XDocument.Load(Path.Combine(folder, Name + ".csproj"));
        ProjectReferences = [.. file.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value))];
        AssemblyName = file.Descendants("AssemblyName").FirstOrDefault()?.Value ?? Name;
        Files = [.. ProductText.Below(Path.GetRelativePath(Repository.Root, folder), ".cs").Select(f => Path.Combine(Repository.Root, f))];
    }

    /// <summary>All projects in src, each after those that it refers to.</summary>
    public static IReadOnlyList<SourceProject> All { get; } = InDependencyOrder();

    public string Name { get; }

    public string Folder { get; }

    public string AssemblyName { get; }

    public IReadOnlyList<string> ProjectReferences { get; }

    /// <summary>The absolute paths of the C# files, without what the build generates.</summary>
    public IReadOnlyList<string> Files { get; }

    public override string ToString() => Name;

    private static List<SourceProject> InDependencyOrder()
    {
        var waiting = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"))
            .Where(folder => File.Exists(Path.Combine(folder, Path.GetFileName(folder) + ".csproj")))
            .Order(StringComparer.Ordinal).Select(folder => new SourceProject(folder)).ToList();
        var ordered = new List<SourceProject>();
        while (waiting.Count > 0)
        {
            var next = waiting.First(p => p.ProjectReferences.All(name => ordered.Any(o => o.Name == name)));
            ordered.Add(next);
            waiting.Remove(next);
        }

        return ordered;
    }
}
