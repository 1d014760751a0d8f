using System.Collections.Immutable;
using System.Runtime.InteropServices;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;
using FlowPlan.Core.Values.Lookup;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>
/// Reads one YAML document into nodes that know their place. Built on parser events, so that no value loses its line,
/// and bounded, so that nested aliases cannot blow up.
/// </summary>
internal sealed class YamlReader
{
    /// <summary>How deep values may be nested, aliases expanded.</summary>
    public const int MaxDepth = 100;

    /// <summary>How long one value may be, in UTF-16 units.</summary>
    public const int MaxScalar = 10 * 1024 * 1024;

    /// <summary>How many values and keys a file may hold, aliases expanded. One of 10,000 resources has about 200,000.</summary>
    public const int MaxNodes = 1_000_000;

    /// <summary>What a JSON file that is not valid may end in.</summary>
    private static readonly DiagnosticDescriptor[] SyntaxCodes = [YamlDescriptors.InvalidYaml, YamlDescriptors.UnsupportedYaml, YamlDescriptors.TabIndentation];

    private readonly SourceText source;
    private readonly DiagnosticBag found;
    private readonly YamlEvents events;
    private readonly AnchorTable anchors = new();
    private readonly Repeated<string> names = new(1000, StringComparer.Ordinal);

    /// <summary>The entries of the maps that are being read, those of inner maps behind those of outer ones.</summary>
    private readonly List<MappingEntry> entries = [];
    private readonly Diagnostic? ifEmpty;
    private int nodes;
    private int deepest;

    private YamlReader(SourceText source, DiagnosticBag found, Diagnostic? ifEmpty)
    {
        this.ifEmpty = ifEmpty;
        this.source = source;
        this.found = found;
        events = new YamlEvents(source);
    }

    /// <summary>The document's root, or null when the text is not a usable document; then the reason has been reported.</summary>
    public static Node? Read(SourceText source, DiagnosticBag found) => Read(source, found, YamlDiagnostics.Empty(source.Path));

    /// <summary>The same for a file that may be empty.</summary>
    /// <param name="source">The text.</param>
    /// <param name="found">Told of each finding.</param>
    /// <param name="ifEmpty">What to report when there is nothing but comments; null when that is allowed.</param>
    public static Node? Read(SourceText source, DiagnosticBag found, Diagnostic? ifEmpty)
    {
        if (ControlCharacter(source) is { } control)
        {
            found.Add(control);
            return null;
        }

        try
        {
            return new YamlReader(source, found, ifEmpty).ReadDocument();
        }
        catch (DiagnosticException stop)
        {
            found.Add((JsonFaults.IsJson(source) && SyntaxCodes.Contains(stop.Diagnostic.Descriptor) ? JsonFaults.Explain(source) : null) ?? stop.Diagnostic);
        }

        return null;
    }

    /// <summary>The parser takes NUL for the end of the file, and no control character is allowed anyway.</summary>
    private static Diagnostic? ControlCharacter(SourceText source)
    {
        for (var i = 0; i < source.Text.Length; i++)
        {
            var unit = source.Text[i];
            if (char.IsControl(unit) && unit is not ('\t' or '\n' or '\r' or '\u0085'))
                return YamlDiagnostics.ControlCharacter(source.Span(i, i + 1), unit);
        }

        return null;
    }

    private Node? ReadDocument()
    {
        events.Take();
        if (!events.TryTake<DocumentStart>(out _))
            return Empty();
        var root = ReadNode(0);
        events.TryTake<DocumentEnd>(out _);
        while (events.TryTake<DocumentStart>(out var next))
        {
            // A document without content, as after a trailing '---'.
            if (events.Current is not Scalar { Value: "", Style: ScalarStyle.Plain, Tag.IsEmpty: true })
                throw Unsupported(next, "a manifest is one YAML document", "move the second document to a file of its own and include it");
            events.Take();
            events.TryTake<DocumentEnd>(out _);
        }

        return root is Node.Scalar { Value: Value.Null } ? Empty() : root;
    }

    private Node? Empty()
    {
        if (ifEmpty is not null)
            found.Add(ifEmpty);
        return null;
    }

    private Node ReadNode(int depth)
    {
        if (events.TryTake<AnchorAlias>(out var alias))
            return Expand(alias, depth);
        if (events.Current is not NodeEvent head)
            throw new DiagnosticException(YamlDiagnostics.Syntax(events.SpanOf(events.Current), "a value is expected here"));
        CheckDepth(head, depth);
        var anchor = events.AnchorOf(head);
        if (anchor.IsEmpty)
            return ReadContent(head, depth);
        var (size, outer) = (nodes, deepest);
        deepest = depth;
        var node = ReadContent(head, depth);
        anchors.Define(anchor, new(node, nodes - size, deepest - depth));
        deepest = Math.Max(outer, deepest);
        return node;
    }

    private Node ReadContent(NodeEvent head, int depth)
    {
        Count(head);
        events.Take();
        return head switch
        {
            Scalar scalar => ReadScalar(scalar),
            SequenceStart start => ReadSequence(start, depth),
            _ => ReadMapping((MappingStart)head, depth),
        };
    }

    private Node.Scalar ReadScalar(Scalar scalar)
    {
        var span = events.SpanOf(scalar);
        if (scalar.Value.Length > MaxScalar)
            throw new DiagnosticException(YamlDiagnostics.ScalarTooLong(span, MaxScalar));
        RefuseJsonComment(scalar);
        var plain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        var value = plain ? ScalarTyping.Of(scalar.Value)
            : scalar.Tag.IsEmpty ? Value.Of(scalar.Value)
            : ScalarTyping.Tagged(scalar.Tag.Value, scalar.Value) ?? throw WrongTag(scalar);
        return new(value, span) { Raw = scalar.Value, Plain = plain, IsWritten = true };
    }

    private Node.Sequence ReadSequence(SequenceStart start, int depth)
    {
        if (!start.Tag.IsEmpty && !ScalarTyping.IsCollection(start.Tag.Value, list: true))
            throw WrongTag(start);
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!events.TryTake<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new(items.ToImmutable(), events.SpanOf(start));
    }

    private Node.Mapping ReadMapping(MappingStart start, int depth)
    {
        if (!start.Tag.IsEmpty && !ScalarTyping.IsCollection(start.Tag.Value, list: false))
            throw WrongTag(start);
        var first = entries.Count;
        List<MappingEntry>? merged = null;
        var seen = new KeyIndex<MappingEntry>(entries, entry => entry.Key, first);
        while (!events.TryTake<MappingEnd>(out _))
        {
            var key = ReadKey(start);
            var keySpan = events.SpanOf(key);
            var value = ReadNode(depth + 1);
            if (MergeKeys.IsOne(key))
            {
                (merged ??= []).AddRange(MergeKeys.EntriesOf(value, keySpan));
                continue;
            }

            if (seen.Find(key.Value) is >= 0 and var before)
                found.Add(YamlDiagnostics.DuplicateKey(key.Value, keySpan, entries[before].KeySpan));
            else
                entries.Add(new(names.Of(key.Value), keySpan, value));
        }

        // What the map itself says comes first, then the first of the maps that are merged.
        foreach (var entry in merged ?? [])
        {
            if (seen.Find(entry.Key) < 0)
                entries.Add(entry);
        }

        var read = CollectionsMarshal.AsSpan(entries)[first..].ToArray();
        entries.RemoveRange(first, read.Length);
        return new(ImmutableCollectionsMarshal.AsImmutableArray(read), read.Length > 0 ? read[0].KeySpan : events.SpanOf(start));
    }

    private Scalar ReadKey(MappingStart map)
    {
        if (!events.TryTake<Scalar>(out var key))
        {
            var start = (int)map.Start.Index;
            throw source.Text.AsSpan(start).StartsWith("{{", StringComparison.Ordinal)
                ? new DiagnosticException(YamlDiagnostics.Unsupported(
                    source.Span(start, start + 2), "an expression must be in quotes", "put the whole value in quotes: \"{{ … }}\""))
                : Unsupported(events.Current, "a key must be a plain text", "write the key as one word or in quotes");
        }

        RefuseJsonComment(key);
        Count(key);
        if (events.AnchorOf(key) is { IsEmpty: false } anchor)
            anchors.Define(anchor, new(new Node.Scalar(Value.Of(key.Value), events.SpanOf(key)) { Raw = key.Value }, 1, 0));
        return key;
    }

    /// <summary>In YAML the comment of another language is part of a text without quotes, such as the key after it.</summary>
    private void RefuseJsonComment(Scalar scalar)
    {
        if (scalar.Style == ScalarStyle.Plain && JsonFaults.IsJson(source) && JsonFaults.CommentIn(source, (int)scalar.Start.Index, (int)scalar.End.Index) is { } comment)
            throw new DiagnosticException(comment);
    }

    private Node Expand(AnchorAlias alias, int depth)
    {
        var target = anchors.Expand(alias, events.SpanOf(alias));
        CheckDepth(alias, depth + target.Height);
        nodes += target.Size;
        return nodes <= MaxNodes ? target.Node : throw new DiagnosticException(YamlDiagnostics.TooManyNodes(events.SpanOf(alias)));
    }

    private void Count(ParsingEvent at)
    {
        if (++nodes > MaxNodes)
            throw new DiagnosticException(YamlDiagnostics.TooManyValues(events.SpanOf(at), MaxNodes));
    }

    private void CheckDepth(ParsingEvent at, int depth)
    {
        deepest = Math.Max(deepest, depth);
        if (depth > MaxDepth)
            throw new DiagnosticException(YamlDiagnostics.TooDeep(events.SpanOf(at), MaxDepth));
    }

    private DiagnosticException WrongTag(NodeEvent head) =>
        Unsupported(head, $"the tag '{head.Tag.Value}' is not supported here", "remove it; quotes make a text");

    private DiagnosticException Unsupported(ParsingEvent at, string text, string help) =>
        new(YamlDiagnostics.Unsupported(events.SpanOf(at), text, help));
}
