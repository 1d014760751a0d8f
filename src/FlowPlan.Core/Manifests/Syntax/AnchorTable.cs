using FlowPlan.Core.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowPlan.Core.Manifests.Syntax;

/// <summary>What anchors stand for, and how much their aliases have added so far.</summary>
internal sealed class AnchorTable
{
    /// <summary>How many values all aliases of a file may add.</summary>
    public const int MaxExpanded = 1_000_000;

    private readonly Dictionary<AnchorName, Anchored> anchors = [];
    private int expanded;

    /// <summary>A node under an anchor.</summary>
    /// <param name="Node">The node.</param>
    /// <param name="Size">How many values it holds, aliases in it expanded.</param>
    /// <param name="Height">How deep it is nested.</param>
    public sealed record Anchored(Node Node, int Size, int Height);

    public void Define(AnchorName name, Anchored anchored) => anchors[name] = anchored;

    /// <summary>What an alias stands for.</summary>
    /// <exception cref="DiagnosticException">There is no such anchor yet, or the aliases have become too many.</exception>
    public Anchored Expand(AnchorAlias alias, SourceSpan span)
    {
        if (!anchors.TryGetValue(alias.Value, out var target))
        {
            throw new DiagnosticException(YamlDiagnostics.Syntax(
                span, $"there is no anchor '&{alias.Value}' before this alias", "quote the value if no alias is meant"));
        }

        expanded += target.Size;
        return expanded <= MaxExpanded ? target : throw new DiagnosticException(YamlDiagnostics.TooManyNodes(span));
    }
}
