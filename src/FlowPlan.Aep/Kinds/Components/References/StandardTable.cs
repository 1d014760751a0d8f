using System.Collections.Frozen;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>A standard component.</summary>
/// <param name="Id">Its <c>$id</c>.</param>
/// <param name="Kind">The kind of its resources; null for a behavior.</param>
/// <param name="Title">Its title.</param>
/// <param name="Classes">The classes that a field group is made for; empty where it is made for all.</param>
internal sealed record StandardComponent(string Id, string? Kind, string Title, IReadOnlyList<string> Classes)
{
    /// <summary>The types of its fields by their paths. <c>r</c> and an id is the type of a field, <c>x</c> and an id under <c>.</c> is another component whose fields it has.</summary>
    public ILookup<string, string> Fields { get; init; } = Array.Empty<string>().ToLookup(s => s);
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
        var components = new List<(StandardComponent Component, List<(string Path, string Type)> Fields)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var parts = line.Split('\t');
            if (parts[0].Length > 0)
                components.Add((new(Full(parts[1]), KindOf(parts[0]), parts[2], parts.Length > 3 ? [.. parts[3].Split(' ').Select(Full)] : []), []));
            else
                components[^1].Fields.Add((parts[1], parts[2]));
        }

        return components.ToFrozenDictionary(c => c.Component.Id, c => c.Component with { Fields = c.Fields.ToLookup(f => f.Path, f => f.Type, StringComparer.Ordinal) }, StringComparer.Ordinal);
    }

    private static string? KindOf(string sort) => sort switch
    {
        "c" => ComponentKinds.Class,
        "g" => ComponentKinds.FieldGroup,
        "t" => ComponentKinds.DataType,
        _ => null,
    };
}
