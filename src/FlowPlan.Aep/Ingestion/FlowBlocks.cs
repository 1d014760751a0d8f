using System.Globalization;
using FlowPlan.Aep.Kinds.Flows;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Ingestion;

/// <summary>The blocks of the flows of a manifest, for what is not part of the flows themselves.</summary>
public sealed class FlowBlocks
{
    private readonly Dictionary<string, Node.Mapping> blocks;

    /// <param name="declarations">The manifest.</param>
    public FlowBlocks(Declarations declarations)
    {
        ArgumentNullException.ThrowIfNull(declarations);
        var section = new FlowDefinition().Description.Section;
        blocks = declarations.Resources.Where(r => r.Section == section).ToDictionary(r => r.Key, r => r.Body, StringComparer.Ordinal);
    }

    /// <summary>A block of a flow, such as <c>verify</c>; null if the manifest has no such flow, or the flow no such block.</summary>
    internal Node.Mapping? Find(ResourceAddress flow, string key) => blocks.GetValueOrDefault(flow.Key)?[key] as Node.Mapping;

    /// <summary>The duration under a key, such as <c>5m</c>, whose form the schema of the manifest checks; null if there is none.</summary>
    internal static TimeSpan? DurationAt(Node.Mapping block, string key)
    {
        if (block[key] is not Node.Scalar scalar || scalar.Value.ToString() is not { Length: > 1 } text)
            return null;
        const double Most = 1_000_000;
        var amount = Math.Min(Most, double.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture));
        return text[^1] switch { 's' => TimeSpan.FromSeconds(amount), 'm' => TimeSpan.FromMinutes(amount), _ => TimeSpan.FromHours(amount) };
    }
}
