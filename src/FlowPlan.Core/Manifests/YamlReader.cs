using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowPlan.Core.Manifests;

/// <summary>
/// Reads one YAML document into nodes that know their place. Built on parser events, so that no value loses its line,
/// and bounded, so that nested aliases cannot blow up.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 100;
    private const int MaxNodes = 2_000_000;

    private readonly SourceText source;
    private readonly DiagnosticBag found;
    private readonly Parser parser;
    private readonly Dictionary<AnchorName, (Node Node, int Size)> anchors = [];
    private int nodes;

    private YamlReader(SourceText source, DiagnosticBag found)
    {
        this.source = source;
        this.found = found;
        parser = new Parser(new Scanner(new StringReader(source.Text), skipComments: true));
    }

    /// <summary>The document's root, or null when the text is no usable document; then the reason has been reported.</summary>
    public static Node? Read(SourceText source, DiagnosticBag found)
    {
        var reader = new YamlReader(source, found);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException fault)
        {
            found.Add(reader.Explain(fault));
        }
        catch (DiagnosticException stop)
        {
            found.Add(stop.Diagnostic);
        }

        return null;
    }

    private Node? ReadDocument()
    {
        parser.Consume<StreamStart>();
        if (parser.Accept<StreamEnd>(out _))
        {
            found.Add(YamlDiagnostics.Empty(source.Path));
            return null;
        }

        parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        parser.Consume<DocumentEnd>();
        if (parser.Accept<DocumentStart>(out var second))
        {
            found.Add(YamlDiagnostics.Unsupported(Span(second.Start, second.End), "a manifest is one YAML document", "move the second document to a file of its own and include it"));
            return null;
        }

        if (root is not Node.Scalar { Value: Value.Null })
            return root;
        found.Add(YamlDiagnostics.Empty(source.Path));
        return null;
    }

    private Node ReadNode(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias))
            return Expand(alias);
        var start = nodes;
        if (!parser.Accept<NodeEvent>(out var head))
            throw new SyntaxErrorException(parser.Current!.Start, parser.Current.End, "a value is expected here");
        Count(head, 1);
        if (depth > MaxDepth)
            throw new DiagnosticException(YamlDiagnostics.TooDeep(Span(head.Start, head.End), MaxDepth));
        RefuseTag(head);
        Node node = head switch
        {
            Scalar => ReadScalar(),
            SequenceStart => ReadSequence(depth),
            _ => ReadMapping(depth),
        };
        if (!head.Anchor.IsEmpty)
            anchors[head.Anchor] = (node, nodes - start);
        return node;
    }

    private Node.Scalar ReadScalar()
    {
        var scalar = parser.Consume<Scalar>();
        var plain = scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
        var span = Span(scalar.Start, scalar.End);
        return new(plain ? ScalarTyping.Of(scalar.Value) : Value.Of(scalar.Value), span)
        {
            Raw = scalar.Value,
            Plain = plain,
            Verbatim = span.Line == span.EndLine
                && source.Line(span.Line) is { } line
                && line.AsSpan(Math.Min(span.Column - 1, line.Length)).IndexOf(scalar.Value, StringComparison.Ordinal) is 0 or 1,
        };
    }

    private Node.Sequence ReadSequence(int depth)
    {
        var start = parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<Node>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        return new(items.ToImmutable(), Span(start.Start, start.End));
    }

    private Node.Mapping ReadMapping(int depth)
    {
        var start = parser.Consume<MappingStart>();
        var entries = ImmutableArray.CreateBuilder<MappingEntry>();
        var seen = new Dictionary<string, SourceSpan>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key))
            {
                var at = parser.Current!;
                var span = Span(at.Start, at.End);
                var expression = source.Line(span.Line)?.Contains("{{", StringComparison.Ordinal) == true;
                throw new DiagnosticException(expression
                    ? YamlDiagnostics.Unsupported(span, "an expression stands here without quotes", "put the whole value into quotes: \"{{ … }}\"")
                    : YamlDiagnostics.Unsupported(span, "a key must be a plain text", "write the key as one word or in quotes"));
            }

            var keySpan = Span(key.Start, key.End);
            if (key is { Value: "<<", Style: ScalarStyle.Plain })
                throw new DiagnosticException(YamlDiagnostics.Unsupported(keySpan, "merge keys (<<) are not supported", "write the keys out, or use variables"));
            Count(key, 1);
            var value = ReadNode(depth + 1);
            if (seen.TryGetValue(key.Value, out var first))
            {
                found.Add(YamlDiagnostics.DuplicateKey(key.Value, keySpan, first));
                continue;
            }

            seen.Add(key.Value, keySpan);
            entries.Add(new(key.Value, keySpan, value));
        }

        return new(entries.ToImmutable(), entries.Count > 0 ? entries[0].KeySpan : Span(start.Start, start.End));
    }

    private Node Expand(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value, out var target))
            throw new SyntaxErrorException(alias.Start, alias.End, $"there is no anchor '&{alias.Value}' before this alias");
        Count(alias, target.Size);
        return target.Node;
    }

    private void Count(ParsingEvent at, int size)
    {
        nodes += size;
        if (nodes > MaxNodes)
            throw new DiagnosticException(YamlDiagnostics.TooManyNodes(Span(at.Start, at.End)));
    }

    private void RefuseTag(NodeEvent head)
    {
        if (!head.Tag.IsEmpty && head.Tag.Value is not ("tag:yaml.org,2002:str" or "!"))
        {
            throw new DiagnosticException(YamlDiagnostics.Unsupported(
                Span(head.Start, head.End), $"the tag '{head.Tag.Value}' is not supported", "remove it; quotes make a text"));
        }
    }

    private Diagnostic Explain(YamlException fault)
    {
        var span = Span(fault.Start, fault.End);
        var blamesTab = fault.Message.Contains("tab", StringComparison.OrdinalIgnoreCase);
        if (TabAt(span.Line, blamesTab ? int.MaxValue : span.Line) is { } tab)
            return YamlDiagnostics.Tab(tab);
        var text = fault.Message;
        if (fault.InnerException is { } inner && text.Length == 0)
            text = inner.Message;
        var known = Explanations.FirstOrDefault(e => text.Contains(e.Contains, StringComparison.OrdinalIgnoreCase));
        return known.Text is null
            ? YamlDiagnostics.Syntax(span, Lower(text))
            : YamlDiagnostics.Syntax(span, known.Text, known.Help);
    }

    private static readonly (string Contains, string Text, string Help)[] Explanations =
    [
        ("mapping values are not allowed", "a ':' stands where no key can be", "put a text that holds ': ' into quotes, and check the indentation of this line and the one before"),
        ("did not find expected key", "the indentation does not fit the lines before", "keys of one map begin in the same column"),
        ("expected <block end>", "the indentation does not fit the lines before", "keys of one map begin in the same column"),
        ("could not find expected ':'", "a key has no ':' behind it", "write 'key: value'"),
        ("simple key", "a key has no ':' behind it", "write 'key: value'"),
        ("unexpected end of stream", "a quote or bracket is not closed", "close it"),
        ("flow mapping", "a '{' is not closed, or its entries are not parted by commas", "write {key: value, other: value}"),
        ("flow sequence", "a '[' is not closed, or its items are not parted by commas", "write [one, two]"),
    ];

    /// <summary>
    /// A tab among the blanks at the beginning of a line. The parser often stops a line late, and where it blames a tab
    /// it may point at the beginning of the block.
    /// </summary>
    private SourceSpan? TabAt(int first, int last)
    {
        for (var number = Math.Max(1, first - 1); number <= last && source.Line(number) is { } text; number++)
        {
            var blank = text.Length - text.AsSpan().TrimStart(" \t").Length;
            var tab = text.AsSpan(0, blank).IndexOf('\t');
            if (tab >= 0)
                return new(source, number, tab + 1, number, tab + 2);
        }

        return null;
    }

    private static string Lower(string text)
    {
        var trimmed = text.Trim().TrimEnd('.');
        return trimmed.Length == 0 ? "it cannot be parsed" : char.ToLowerInvariant(trimmed[0]) + trimmed[1..];
    }

    private SourceSpan Span(Mark start, Mark end) =>
        new(source, (int)start.Line, (int)start.Column, (int)end.Line, (int)end.Column);
}
