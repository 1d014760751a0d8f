using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Core.Tokens;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>
/// Takes the anchors inside <c>{…}</c> and <c>[…]</c> out of the tokens, because the parser rejects a scalar with an anchor there
/// unless it is the last one, and gives them back for the node that they belong to.
/// </summary>
internal sealed class FlowAnchors(IScanner scanner) : IScanner
{
    private readonly Dictionary<long, AnchorName> anchors = [];
    private AnchorName? waiting;
    private int depth;

    /// <inheritdoc/>
    public Mark CurrentPosition => scanner.CurrentPosition;

    /// <inheritdoc/>
    public Token? Current => scanner.Current;

    /// <summary>The anchor of a node.</summary>
    public AnchorName Of(NodeEvent node) =>
        node.Anchor.IsEmpty && anchors.TryGetValue(node.Start.Index, out var anchor) ? anchor : node.Anchor;

    /// <inheritdoc/>
    public bool MoveNext() => scanner.MoveNext() && SkipAnchors();

    /// <inheritdoc/>
    public bool MoveNextWithoutConsuming() => scanner.MoveNextWithoutConsuming() && SkipAnchors();

    /// <inheritdoc/>
    public void ConsumeCurrent()
    {
        depth += scanner.Current switch
        {
            FlowMappingStart or FlowSequenceStart => 1,
            FlowMappingEnd or FlowSequenceEnd => -1,
            _ => 0,
        };
        scanner.ConsumeCurrent();
    }

    private bool SkipAnchors()
    {
        while (depth > 0 && scanner.Current is Anchor anchor)
        {
            waiting = anchor.Value;
            scanner.ConsumeCurrent();
            if (!scanner.MoveNextWithoutConsuming())
                return false;
        }

        if (waiting is { } name && scanner.Current is { } next)
        {
            anchors[next.Start.Index] = name;
            waiting = null;
        }

        return true;
    }
}
