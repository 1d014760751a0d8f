using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Writing;

/// <summary>A piece of a manifest to be written. A closed union: the nested records are all there is.</summary>
public abstract record Yaml
{
    private Yaml()
    {
    }

    /// <summary>A text of a resource, in which nothing is an expression.</summary>
    public static Yaml EscapedText(string text) => new Scalar(YamlScalars.Of(YamlScalars.WithoutExpressions(text)));

    /// <summary>A text as it is, such as an expression or the name of another part of the manifest.</summary>
    public static Yaml Literal(string text) => new Scalar(YamlScalars.Of(text));

    /// <summary>A text of a resource, over several lines where it is long.</summary>
    public static Yaml LongText(string text) =>
        YamlScalars.WithoutExpressions(text) is var safe && FoldedText.LinesOf(safe) is { } lines ? new Folded(safe, lines) : EscapedText(text);

    /// <summary>A boolean.</summary>
    public static Yaml Of(bool flag) => new Scalar(flag ? "true" : "false");

    /// <summary>A value of a field.</summary>
    public static Yaml Of(Value value) => value switch
    {
        Value.Text(var text) => EscapedText(text),
        Value.List(var items) => new List([.. items.Select(Of)]),
        Value.Map map => new Map([.. map.Entries.Select(e => new YamlEntry(e.Key, Of(e.Value)))]),
        Value.Null or Value.Bool or Value.Number => new Scalar(value.ToString()),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is not written into a manifest."),
    };

    /// <summary>A scalar as it is written.</summary>
    public sealed record Scalar(string Written) : Yaml;

    /// <summary>A text over several lines, between which a reader puts blanks.</summary>
    /// <param name="Text">The text.</param>
    /// <param name="Lines">Its lines.</param>
    public sealed record Folded(string Text, IReadOnlyList<string> Lines) : Yaml;

    /// <summary>A list.</summary>
    public sealed record List(IReadOnlyList<Yaml> Items) : Yaml;

    /// <summary>A map in the order in which it is written.</summary>
    public sealed record Map(IReadOnlyList<YamlEntry> Entries) : Yaml
    {
        /// <summary>A map of those entries that have a value.</summary>
        public static Map Of(params ReadOnlySpan<YamlEntry?> entries)
        {
            var present = new List<YamlEntry>(entries.Length);
            foreach (var entry in entries)
            {
                if (entry is not null)
                    present.Add(entry);
            }

            return new(present);
        }

        /// <summary>Whether it is written over several lines however short it is.</summary>
        public bool Multiline { get; init; }
    }
}

/// <summary>An entry of a map.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">What is under it.</param>
public sealed record YamlEntry(string Key, Yaml Value)
{
    /// <summary>A comment on its first line, such as the id of an object.</summary>
    public string? TrailingComment { get; init; }

    /// <summary>Comments before it, a line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What the entry is about, for <see cref="YamlPrinter.Places"/>; null where nobody asks.</summary>
    public object? Subject { get; init; }

    /// <summary>An entry, or none where there is no value or an empty one.</summary>
    public static YamlEntry? Optional(string key, Value? value) => value switch
    {
        null or Values.Value.Null or Values.Value.Text { Content.Length: 0 } => null,
        Values.Value.Map { Entries.IsEmpty: true } or Values.Value.List { Items.IsEmpty: true } => null,
        _ => new(key, Yaml.Of(value)),
    };
}
