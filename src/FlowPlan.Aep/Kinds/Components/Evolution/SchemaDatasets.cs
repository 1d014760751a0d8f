using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Services.Catalog;

namespace FlowPlan.Aep.Kinds.Components.Evolution;

/// <summary>The names of the datasets of each schema of a sandbox.</summary>
internal static class SchemaDatasets
{
    /// <summary>Reads all datasets; the key is the <c>$id</c> of the schema.</summary>
    public static async Task<ILookup<string, string>> ReadAsync(CatalogClient catalog, CancellationToken cancellationToken) =>
        (await catalog.ListAsync(cancellationToken).ToListAsync(cancellationToken))
            .ToLookup(d => XdmIds.ToUri(d.Dataset.TextAt("schemaRef", "id") ?? string.Empty), d => d.Dataset.TextAt("name") ?? d.Id, StringComparer.Ordinal);
}
