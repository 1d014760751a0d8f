using System.Globalization;
using FlowPlan.Aep.Kinds.Flows;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Ingestion;

/// <summary>The blocks of flows in a manifest.</summary>
internal static class FlowBlocks
{
    private static readonly string Section = new FlowDefinition().Description.Section;

    /// <summary>The block of a flow; null if the manifest no longer has it.</summary>
    public static Node.Mapping? Of(Declarations declarations, ResourceAddress flow) =>
        declarations.Resources.FirstOrDefault(r => r.Section == Section && r.Key == flow.Key)?.Body;

    /// <summary>The duration under a key, such as <c>5m</c>, whose form the schema of the manifest checks; null if there is none.</summary>
    public static TimeSpan? DurationAt(Node.Mapping block, string key)
    {
        if (block[key] is not Node.Scalar scalar || scalar.Value.ToString() is not { Length: > 1 } text)
            return null;
        var amount = double.Parse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return text[^1] switch { 's' => TimeSpan.FromSeconds(amount), 'm' => TimeSpan.FromMinutes(amount), _ => TimeSpan.FromHours(Math.Min(amount, 1_000_000)) };
    }
}
