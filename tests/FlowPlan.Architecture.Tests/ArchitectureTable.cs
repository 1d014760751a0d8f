using System.Text;
using FlowPlan.Architecture.Tests.Namespaces;
using FlowPlan.Architecture.Tests.Sources;

namespace FlowPlan.Architecture.Tests;

/// <summary>The tables of namespaces in docs/architecture.md: what each uses comes from the sources, what it is for is written by hand.</summary>
internal sealed class ArchitectureTable(NamespaceGraph graph)
{
    private const string Product = "FlowPlan.";

    /// <summary>The tables, a project each, in dependency order: what a namespace uses stands above it.</summary>
    /// <param name="purposes">By the name in the table; a namespace that is missing gets an empty cell.</param>
    public string Render(IReadOnlyDictionary<string, string> purposes)
    {
        var ordered = Cycles.Groups(graph).SelectMany(group => group).ToList();
        var text = new StringBuilder();
        foreach (var project in SourceProject.All.Select(p => p.Name))
        {
            text.Append($"\n### {project}\n\n| namespace | uses | purpose |\n|---|---|---|\n");
            foreach (var name in ordered.Where(name => ProjectOf(name) == project))
            {
                text.Append($"| `{Short(name)}` | {UsesOf(name, project)} | {purposes.GetValueOrDefault(Short(name), "")} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The purposes in tables as <see cref="Render"/> writes them.</summary>
    public static Dictionary<string, string> Purposes(string tables) => tables.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Select(line => line.Split(" |", 3))
        .ToDictionary(cells => cells[0].Trim('|', ' ', '`'), cells => cells[2].Trim('|', ' '));

    /// <summary>Namespaces of the same project first and without its name; of another project with it.</summary>
    private string UsesOf(string name, string project)
    {
        var uses = graph.Uses[name].Order(StringComparer.Ordinal).ToLookup(ProjectOf);
        var own = uses[project].Select(other => other == project ? Short(other) : other[(project.Length + 1)..]);
        var others = uses.Where(group => group.Key != project).OrderBy(group => group.Key, StringComparer.Ordinal).SelectMany(group => group.Select(Short));
        return string.Join(", ", own.Concat(others));
    }

    private static string Short(string name) => name.StartsWith(Product, StringComparison.Ordinal) ? name[Product.Length..] : name;

    private static string ProjectOf(string name) => SourceProject.All.Select(p => p.Name)
        .Single(project => name == project || name.StartsWith(project + ".", StringComparison.Ordinal));
}
