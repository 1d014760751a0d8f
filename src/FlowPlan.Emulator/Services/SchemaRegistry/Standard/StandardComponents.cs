namespace FlowPlan.Emulator.Services.SchemaRegistry.Standard;

/// <summary>The standard XDM components that the embedded file lists.</summary>
internal static class StandardComponents
{
    /// <summary>What the IDs of all standard components begin with.</summary>
    public const string Prefix = "https://ns.adobe.com/xdm/";

    public const string Profile = Prefix + "context/profile";
    public const string ExperienceEvent = Prefix + "context/experienceevent";

    public static IReadOnlyList<StandardComponent> All { get; } = Read();

    private static List<StandardComponent> Read()
    {
        using var stream = typeof(StandardComponents).Assembly.GetManifestResourceStream("standard-components.txt")
            ?? throw new InvalidOperationException("The list of standard components is missing.");
        using var reader = new StreamReader(stream);
        var components = new List<StandardComponent>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var columns = line.Split('\t');
            var classes = columns.Length > 3 ? columns[3].Split(' ') : [];
            components.Add(new(columns[0], Prefix + columns[1], columns[2], [.. classes.Select(c => Prefix + c)]));
        }

        return components;
    }
}

/// <summary>A standard component.</summary>
/// <param name="Sort"><c>class</c>, <c>fieldgroup</c>, <c>datatype</c> or <c>behavior</c>.</param>
/// <param name="Id">Its <c>$id</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="Classes">The classes that a field group is meant for; none when it is meant for all.</param>
internal sealed record StandardComponent(string Sort, string Id, string Title, IReadOnlyList<string> Classes);
