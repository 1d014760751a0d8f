using System.Collections.Frozen;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>A standard component.</summary>
/// <param name="Id">Its <c>$id</c>.</param>
/// <param name="Kind">The kind of its resources; null for a behavior.</param>
/// <param name="Title">Its title.</param>
/// <param name="Classes">The classes that a field group is made for; empty where it is made for all.</param>
/// <param name="Lines">Its fields as the table has them.</param>
internal sealed record StandardComponent(string Id, string? Kind, string Title, IReadOnlyList<string> Classes, IReadOnlyList<string> Lines)
{
    private ILookup<string, string>? fields;
    private Dictionary<string, string[]>? values;

    /// <summary>The types of its fields by their paths. <c>r</c> and an id is the type of a field, <c>x</c> and an id under <c>.</c> is another component whose fields it has.</summary>
    /// <remarks>Read when they are asked for: a manifest names a few of the hundreds of components.</remarks>
    public ILookup<string, string> Fields => fields ??= Lines.Select(l => l.Split('\t')).ToLookup(f => f[1], f => f[2], StringComparer.Ordinal);

    /// <summary>The only values that a field takes, by its path; none for one that takes any.</summary>
    public IReadOnlyDictionary<string, string[]> Values => values ??= Lines.Select(l => l.Split('\t')).Where(f => f.Length > 3).ToDictionary(f => f[1], f => f[3].Split(','), StringComparer.Ordinal);
}

/// <summary>The embedded table of standard components, read once.</summary>
internal static class StandardTable
{
    /// <summary>What ids without a scheme are below.</summary>
    public const string Base = "https://ns.adobe.com/xdm/";

    private static readonly Lazy<FrozenDictionary<string, StandardComponent>> Read = new(ReadAll);

    /// <summary>All components by id.</summary>
    public static FrozenDictionary<string, StandardComponent> All => Read.Value;

    /// <summary>An id with its scheme.</summary>
    public static string Full(string id) => id.Contains("://", StringComparison.Ordinal) ? id : Base + id;

    private static FrozenDictionary<string, StandardComponent> ReadAll()
    {
        using var stream = typeof(StandardTable).Assembly.GetManifestResourceStream("xdm-components.txt")!;
        using var reader = new StreamReader(stream);
        var components = new List<StandardComponent>();
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('\t'))
                lines.Add(line);
            else if (!line.StartsWith('#'))
                components.Add(Component(line.Split('\t'), lines = []));
        }

        return components.ToFrozenDictionary(c => c.Id, StringComparer.Ordinal);
    }

    private static StandardComponent Component(string[] parts, List<string> lines) =>
        new(Full(parts[1]), KindOf(parts[0]), parts[2], parts.Length > 3 ? [.. parts[3].Split(' ').Select(Full)] : [], lines);

    private static string? KindOf(string sort) => sort switch
    {
        "c" => ComponentKinds.Class,
        "g" => ComponentKinds.FieldGroup,
        "t" => ComponentKinds.DataType,
        _ => null,
    };
}
