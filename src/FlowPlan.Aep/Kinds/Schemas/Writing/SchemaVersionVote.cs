using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Writing;

/// <summary>
/// The version of a schema that those which use it refer to. A manifest says it once; where users disagree, the majority wins, and
/// the round-trip check of the export finds the others.
/// </summary>
internal static class SchemaVersionVote
{
    /// <summary>The version; the default where nobody says one.</summary>
    public static string Of(BlockWriter schema) =>
        schema.Scope.ReferrersOf(schema.Object)
            .Select(r => (Versions.Full(SchemaReference.In(r.Live.Fields).Version) as Value.Text)?.Content)
            .OfType<string>()
            .GroupBy(v => v)
            .OrderByDescending(g => g.Count())
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => g.Key)
            .FirstOrDefault() ?? SchemaReference.DefaultVersion;
}
