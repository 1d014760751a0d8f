using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Evolution;

/// <summary>Reads which schemas use which components, and the datasets of the schemas.</summary>
internal sealed class ComponentUsage(SchemaRegistryClient registry, CatalogClient catalog)
{
    private static readonly string[] Between = ["fieldgroups", "datatypes", "classes"];

    /// <summary>The users of all components of the sandbox.</summary>
    public async Task<ComponentUsers> ReadAsync(CancellationToken cancellationToken)
    {
        var (components, schemas) = (new List<JsonElement>(), new List<JsonElement>());
        foreach (var collection in Between)
            components.AddRange(await registry.For(collection).ListAsync(cancellationToken).ToListAsync(cancellationToken));
        schemas.AddRange(await registry.ListAsync(cancellationToken).ToListAsync(cancellationToken));
        var bySchema = await SchemaDatasets.ReadAsync(catalog, cancellationToken);
        return new(
            components.SelectMany(c => ReferencesIn(c).Select(r => (r, c.IdAt("$id")!))),
            schemas.SelectMany(s =>
            {
                var id = s.IdAt("$id")!;
                var user = new UsingSchema(id, s.TextAt("title") ?? string.Empty, ProfileTag.IsOn(s), [.. bySchema[id].Order(StringComparer.Ordinal)]);
                return ReferencesIn(s).Select(r => (r, user));
            }));
    }

    private static HashSet<string> ReferencesIn(JsonElement json) => [.. In(ValueJson.Read(json))];

    private static IEnumerable<string> In(Value value) => value switch
    {
        Value.Map map => map.Entries.SelectMany(e => e is { Key: "$ref", Value: Value.Text(var id) } ? [id] : In(e.Value)),
        Value.List(var items) => items.SelectMany(In),
        _ => [],
    };
}
