using System.Diagnostics.CodeAnalysis;
using FlowPlan.Core.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>The parser's events one by one, and whatever it throws as a finding with a place.</summary>
internal sealed class YamlEvents
{
    private readonly SourceText source;
    private readonly FlowAnchors anchors;
    private readonly Parser parser;
    private readonly Stack<ParsingEvent> open = [];

    public YamlEvents(SourceText source)
    {
        this.source = source;
        anchors = new FlowAnchors(new Scanner(new StringReader(source.Text), skipComments: true));
        parser = new Parser(anchors);
        Advance();
    }

    /// <summary>The event that comes next.</summary>
    public ParsingEvent Current => parser.Current!;

    /// <summary>Takes the next event.</summary>
    /// <exception cref="DiagnosticException">The text is not YAML from here on.</exception>
    public ParsingEvent Take()
    {
        var taken = Current;
        if (taken is not StreamEnd)
            Advance();
        return taken;
    }

    /// <summary>Takes the next event if it is of a kind.</summary>
    /// <exception cref="DiagnosticException">The text is not YAML from here on.</exception>
    public bool TryTake<T>([NotNullWhen(true)] out T? taken)
        where T : ParsingEvent
    {
        taken = Current as T;
        if (taken is null)
            return false;
        Take();
        return true;
    }

    /// <summary>The anchor of a node; empty when it has none.</summary>
    public AnchorName AnchorOf(NodeEvent node) => anchors.Of(node);

    /// <summary>The place of an event.</summary>
    public SourceSpan SpanOf(ParsingEvent at) => source.Span((int)at.Start.Index, (int)at.End.Index);

    private void Advance()
    {
        Track(parser.Current);
        try
        {
            parser.MoveNext();
        }
        catch (YamlException fault) when (fault.End.Index >= source.Text.TrimEnd().Length && open.TryPeek(out var start))
        {
            throw new DiagnosticException(YamlFaults.Unclosed(source, (int)start.Start.Index), fault);
        }
        catch (YamlException fault)
        {
            throw new DiagnosticException(YamlFaults.Explain(source, fault), fault);
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The parser does not foresee a flow collection that ends amid a line of another kind.
            throw new DiagnosticException(YamlFaults.Unclosed(source, open.TryPeek(out var flow) ? (int)flow.Start.Index : (int)Current.End.Index), fault);
        }
    }

    private void Track(ParsingEvent? passed)
    {
        switch (passed)
        {
            case MappingStart { Style: MappingStyle.Flow } or SequenceStart { Style: SequenceStyle.Flow }:
                open.Push(passed);
                break;
            case MappingEnd or SequenceEnd when open.Count > 0:
                // Inside a flow collection there are flow collections only.
                open.Pop();
                break;
            default:
                break;
        }
    }
}
