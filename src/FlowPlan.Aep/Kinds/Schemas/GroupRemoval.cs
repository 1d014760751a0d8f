using FlowPlan.Aep.Kinds.Components.Evolution;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>Field groups are removed only from a schema that has no dataset and is not enabled for Profile. Asks only when one is removed.</summary>
internal sealed class GroupRemoval(CatalogClient catalog)
{
    public async Task<IReadOnlyList<Diagnostic>> CheckAsync(IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken)
    {
        var removals = changes
            .SelectMany(change => change.Writes.Where(w => w.Path.Keys is ["fieldGroups", _] && w.Value is null).Select(write => (Change: change, Group: write.Path)))
            .ToList();
        if (removals.Count == 0)
            return [];
        var datasets = await SchemaDatasets.ReadAsync(catalog, cancellationToken);
        return
        [
            .. from removal in removals
               let live = removal.Change.Live
               let use = new UsingSchema(live.Id, live.Name ?? string.Empty, live.Fields["profile"] == Value.Of(true), [.. datasets[live.Id].Order(StringComparer.Ordinal)])
               where use.IsLocked
               select ComponentDiagnostics.GroupInUse(removal.Change.Desired, removal.Change.Desired.SpanOf(removal.Group), removal.Group.LastKey, use.Describe()),
        ];
    }
}
