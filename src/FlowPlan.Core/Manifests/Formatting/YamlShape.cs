using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowPlan.Core.Manifests.Formatting;

/// <summary>What the lines of a YAML text are, and where spaces between its tokens do not matter.</summary>
internal sealed class YamlShape
{
    private readonly string text;
    private readonly List<int> starts;
    private readonly Dictionary<int, int> flowDepths = [];
    private readonly Dictionary<int, bool> continued = [];
    private readonly Stack<ParsingEvent> open = [];

    private YamlShape(string text)
    {
        this.text = text;
        starts = [0];
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
            starts.Add(at + 1);
    }

    /// <summary>The lines in which a literal or folded block begins.</summary>
    public HashSet<int> BlockHeaders { get; } = [];

    /// <summary>Where maps in block style begin, in characters.</summary>
    public HashSet<int> BlockMaps { get; } = [];

    /// <summary>The texts between two tokens of a line that can be written in another way, in the order of the text.</summary>
    public List<(int Start, int End, string Text)> Gaps { get; } = [];

    /// <summary>Reads the shape of a text without carriage returns.</summary>
    /// <exception cref="DiagnosticException">The text is not YAML.</exception>
    public static YamlShape Of(SourceText source)
    {
        var shape = new YamlShape(source.Text);
        var events = new YamlEvents(source);
        ParsingEvent? last = null;
        while (events.Current is not StreamEnd)
        {
            var next = events.Take();
            if (last is not null)
                shape.AddGap(last, next);
            shape.Add(next);
            last = next;
        }

        return shape;
    }

    /// <summary>Where a line begins, in characters.</summary>
    public int StartOf(int line) => starts[line];

    /// <summary>In how many maps and lists in flow style a line begins; 0 for none.</summary>
    public int FlowDepth(int line) => flowDepths.GetValueOrDefault(line);

    /// <summary>Whether a line continues a scalar; with quotes or without.</summary>
    public bool Continues(int line, out bool isQuoted) => continued.TryGetValue(line, out isQuoted);

    private void Add(ParsingEvent next)
    {
        switch (next)
        {
            case Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded }:
                BlockHeaders.Add(LineOf(HeaderOf(next)));
                break;
            case Scalar scalar:
                for (var line = LineOf((int)scalar.Start.Index) + 1; line <= LineOf((int)scalar.End.Index); line++)
                    continued[line] = scalar.Style != ScalarStyle.Plain;
                break;
            case MappingStart { Style: not MappingStyle.Flow }:
                BlockMaps.Add((int)next.Start.Index);
                open.Push(next);
                break;
            case MappingStart or SequenceStart:
                open.Push(next);
                break;
            case MappingEnd or SequenceEnd when IsFlow(open.Pop(), out var start):
                AddFlow(start, (int)next.Start.Index);
                break;
        }
    }

    /// <summary>The lines of a collection in flow style are one deeper, but for one that begins with its end.</summary>
    private void AddFlow(int start, int end)
    {
        var last = LineOf(end);
        for (var line = LineOf(start) + 1; line <= last; line++)
        {
            if (line < last || text[starts[line]..end].Trim().Length > 0)
                flowDepths[line] = FlowDepth(line) + 1;
            else
                flowDepths.TryAdd(line, 0);
        }
    }

    /// <summary>Whether a line is inside a collection in flow style, or ends one.</summary>
    public bool IsInFlow(int line) => flowDepths.ContainsKey(line);

    private void AddGap(ParsingEvent last, ParsingEvent next)
    {
        var (from, to) = (EndOf(last), (int)next.Start.Index);
        if (to < from || IsEmpty(last) || IsEmpty(next) || last is Scalar { Style: ScalarStyle.Literal or ScalarStyle.Folded } || next is DocumentEnd or DocumentStart || last is DocumentStart or StreamStart)
            return;
        var written = text[from..to];
        if (written.Contains('\n', StringComparison.Ordinal))
            return;
        var isFlow = open.TryPeek(out var outer) && IsFlow(outer, out _);
        var wanted = (written.Trim(), last, next) switch
        {
            ("", MappingStart, MappingEnd) or ("", SequenceStart, _) or ("", _, SequenceEnd) when isFlow => string.Empty,
            ("", MappingStart, _) or ("", _, MappingEnd) when isFlow => " ",
            (",", _, MappingEnd or SequenceEnd) => written,
            (",", _, _) when isFlow => ", ",
            (":", _, _) => ": ",
            _ => written,
        };
        if (wanted != written)
            Gaps.Add((from, to, wanted));
    }

    /// <summary>The character after a token. Those of collections in flow style have no length of their own.</summary>
    private int EndOf(ParsingEvent token) => token switch
    {
        _ when IsFlow(token, out var start) => start + text.AsSpan(start).IndexOfAny('{', '[') + 1,
        MappingEnd or SequenceEnd => (int)token.Start.Index + (text.AsSpan((int)token.Start.Index) is ['}' or ']', ..] ? 1 : 0),
        _ => (int)token.End.Index,
    };

    private static bool IsEmpty(ParsingEvent token) => token is Scalar && token.Start.Index == token.End.Index;

    private static bool IsFlow(ParsingEvent collection, out int start)
    {
        start = (int)collection.Start.Index;
        return collection is MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow };
    }

    /// <summary>Where the <c>|</c> or <c>&gt;</c> of a block is; an anchor can stand before it.</summary>
    private int HeaderOf(ParsingEvent block)
    {
        var at = text.AsSpan((int)block.Start.Index).IndexOfAny('|', '>');
        return (int)block.Start.Index + Math.Max(0, at);
    }

    private int LineOf(int offset)
    {
        var found = starts.BinarySearch(offset);
        return found >= 0 ? found : ~found - 1;
    }
}
