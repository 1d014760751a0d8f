using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>A piece of a manifest with its place in the file. A closed union: the nested records are all there is.</summary>
/// <param name="Span">Where it stands.</param>
public abstract record Node(SourceSpan Span)
{
    /// <summary>A scalar, typed by the YAML 1.2 core schema.</summary>
    /// <param name="Value">A null, boolean, number or string; wrapped in <see cref="Value.Secret"/> when it came from a sensitive variable.</param>
    /// <param name="Span">Where it stands.</param>
    public sealed record Scalar(Value Value, SourceSpan Span) : Node(Span)
    {
        /// <summary>The text as written between any quotes.</summary>
        public string Raw { get; init; } = string.Empty;

        /// <summary>Whether it is written without quotes, so that its type follows from its text.</summary>
        public bool Plain { get; init; }

        /// <summary>Whether it is written in its file, quotes included, and not what an expression there results in.</summary>
        internal bool IsWritten { get; init; }

        /// <summary>The expression that gave the value; null for one that is written out.</summary>
        public string? Expression { get; init; }

        /// <summary>Whether it comes from a sensitive variable that has no value, because the command needs none.</summary>
        internal bool IsUnset { get; init; }

        /// <summary>
        /// Whether it holds an expression that has not been evaluated. The result of an expression has no source text and is never evaluated again.
        /// </summary>
        internal bool IsTemplate => Value is Value.Text && IsWritten && Raw.Contains("{{", StringComparison.Ordinal);

        /// <summary>Whether it is an expression in which no part of a secret can be written, such as <c>{{ var.password }}</c>.</summary>
        public bool IsOneName => OneName.Is(Expression ?? Raw);

        /// <summary>Where a part of the text is written, through quotes, escapes and folded lines; the whole scalar where that cannot be told.</summary>
        /// <param name="start">The first character of the part, counted from 0.</param>
        /// <param name="end">The character after the last.</param>
        public SourceSpan SpanOf(int start, int end) => ScalarPlaces.Locate(this, start, end);
    }

    /// <summary>A list.</summary>
    /// <param name="Items">The items in order.</param>
    /// <param name="Span">Where it stands.</param>
    public sealed record Sequence(ImmutableArray<Node> Items, SourceSpan Span) : Node(Span);

    /// <summary>A map. Keys are unique and in the order of the file.</summary>
    /// <param name="Entries">The entries.</param>
    /// <param name="Span">Where it stands.</param>
    public sealed record Mapping(ImmutableArray<MappingEntry> Entries, SourceSpan Span) : Node(Span)
    {
        /// <summary>From how many entries on looking one up goes through an index.</summary>
        private const int Many = 12;

        private Dictionary<string, MappingEntry>? index;

        /// <summary>The entries.</summary>
        public ImmutableArray<MappingEntry> Entries
        {
            get;
            init
            {
                field = value;
                index = null;
            }
        } = Entries;

        /// <summary>The node under a key, or null.</summary>
        public Node? this[string key] => Entry(key)?.Value;

        /// <summary>The entry of a key, or null.</summary>
        public MappingEntry? Entry(string key)
        {
            if (Entries.Length >= Many)
            {
                index ??= Entries.ToDictionary(e => e.Key, StringComparer.Ordinal);
                return index.GetValueOrDefault(key);
            }

            foreach (var entry in Entries)
            {
                if (entry.Key == key)
                    return entry;
            }

            return null;
        }

        /// <summary>Two maps are the same when they have the same entries in the same place.</summary>
        public bool Equals(Mapping? other) => other is not null && Span == other.Span && Entries.Equals(other.Entries);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Span, Entries);
    }

    /// <summary>Keeps the lines of all scalars in it from ever being shown.</summary>
    internal void Conceal()
    {
        foreach (var scalar in Scalars())
            scalar.Span.Source.Conceal(scalar.Span);
    }

    /// <summary>All scalars in it, itself included.</summary>
    internal IEnumerable<Scalar> Scalars() => this switch
    {
        Scalar scalar => [scalar],
        Sequence list => list.Items.SelectMany(i => i.Scalars()),
        Mapping map => map.Entries.SelectMany(e => e.Value.Scalars()),
        _ => [],
    };

    /// <summary>The node as a value, places dropped.</summary>
    public Value ToValue() => this switch
    {
        Scalar scalar => scalar.Value,
        Sequence sequence => new Value.List([.. sequence.Items.Select(i => i.ToValue())]),
        Mapping mapping => Value.Map.Of(mapping.Entries.Select(e => KeyValuePair.Create(e.Key, e.Value.ToValue()))),
        _ => throw new InvalidOperationException($"Unknown node {GetType().Name}."),
    };
}

/// <summary>One entry of a map in a manifest.</summary>
/// <param name="Key">The key.</param>
/// <param name="KeySpan">Where the key stands.</param>
/// <param name="Value">What is under it.</param>
public sealed record MappingEntry(string Key, SourceSpan KeySpan, Node Value);
