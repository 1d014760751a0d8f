using System.Text;

namespace FlowPlan.Core.Manifests.Writing;

/// <summary>Writes a manifest as a person would: short maps on one line, the rest indented, comments after what they are about.</summary>
public sealed class YamlPrinter
{
    private const int Width = 110;

    private readonly StringBuilder written = new();
    private readonly List<(int Line, object Subject)> places = [];
    private int line = 1;

    /// <summary>The text so far.</summary>
    public string Text => written.ToString();

    /// <summary>The line on which each entry that has a subject begins, in the order of the file.</summary>
    public IReadOnlyList<(int Line, object Subject)> Places => places;

    /// <summary>Writes an empty line.</summary>
    public YamlPrinter Gap() => Line(string.Empty);

    /// <summary>Writes a comment.</summary>
    public YamlPrinter Comment(string text) => Line($"# {YamlScalars.Comment(text)}");

    /// <summary>Writes a section, an entry to a line or more.</summary>
    public YamlPrinter Entry(YamlEntry entry) => Entry(entry, 0);

    private YamlPrinter Entry(YamlEntry entry, int indent)
    {
        foreach (var note in entry.Notes)
            Line($"{Blanks(indent)}# {YamlScalars.Comment(note)}");
        if (entry.Subject is { } subject)
            places.Add((line, subject));
        var head = $"{Blanks(indent)}{YamlScalars.Of(entry.Key)}:";
        var comment = entry.TrailingComment is null ? string.Empty : $"  # {YamlScalars.Comment(entry.TrailingComment)}";
        if (Short(entry.Value) is { } text && (entry.Value is Yaml.Scalar || head.Length + text.Length < Width))
            return Line($"{head} {text}{comment}");
        Line($"{head}{(entry.Value is Yaml.Folded ? " >-" : "")}{comment}");
        foreach (var part in (entry.Value as Yaml.Folded)?.Lines ?? [])
            Line(Blanks(indent + 2) + part);
        if (entry.Value is Yaml.List list)
        {
            foreach (var item in list.Items)
            {
                // A list of lists, or of maps that hold more than scalars, goes on one line however long that gets: it is rare and right.
                Line($"{Blanks(indent + 2)}- {Flow(item)}");
            }
        }

        foreach (var inner in (entry.Value as Yaml.Map)?.Entries ?? [])
            Entry(inner, indent + 2);
        return this;
    }

    /// <summary>The value on one line; null where it is to be written over several.</summary>
    private static string? Short(Yaml value) => value switch
    {
        Yaml.Scalar scalar => scalar.Written,
        Yaml.List { Items.Count: 0 } or Yaml.Map { Entries.Count: 0 } => Flow(value),
        Yaml.List list => list.Items.All(i => i is Yaml.Scalar) ? Flow(value) : null,
        Yaml.Map { Multiline: false } map => map.Entries.All(e => Short(e.Value) is not null && e is { TrailingComment: null, Notes.Count: 0 }) ? Flow(value) : null,
        _ => null,
    };

    private static string Flow(Yaml value) => value switch
    {
        Yaml.Scalar scalar => scalar.Written,
        Yaml.Folded folded => YamlScalars.Quoted(folded.Text),
        Yaml.List { Items.Count: 0 } => "[]",
        Yaml.List list => $"[{string.Join(", ", list.Items.Select(Flow))}]",
        Yaml.Map { Entries.Count: 0 } => "{}",
        Yaml.Map map => $"{{ {string.Join(", ", map.Entries.Select(e => $"{YamlScalars.Of(e.Key)}: {Flow(e.Value)}"))} }}",
        _ => throw new InvalidOperationException($"Unknown piece {value.GetType().Name}."),
    };

    private YamlPrinter Line(string text)
    {
        written.Append(text).Append('\n');
        line++;
        return this;
    }

    private static string Blanks(int count) => new(' ', count);
}
