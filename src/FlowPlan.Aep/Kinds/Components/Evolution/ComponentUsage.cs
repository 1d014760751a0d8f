using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Evolution;

/// <summary>A schema that uses a component.</summary>
/// <param name="Id">Its <c>$id</c>.</param>
/// <param name="Title">Its title.</param>
/// <param name="IsProfile">Whether it is enabled for Profile.</param>
/// <param name="Datasets">The names of its datasets.</param>
internal sealed record UsingSchema(string Id, string Title, bool IsProfile, IReadOnlyList<string> Datasets)
{
    /// <summary>Whether its fields can only grow.</summary>
    public bool IsLocked => IsProfile || Datasets.Count > 0;

    /// <summary>As a line of a message.</summary>
    public string Describe()
    {
        var reasons = Datasets.Select(d => $"dataset '{d}'");
        return $"schema '{Title}' ({Id}): {string.Join(", ", IsProfile ? reasons.Prepend("enabled for Profile") : reasons)}";
    }
}

/// <summary>Finds the schemas that use a component, also by way of other components, and their datasets.</summary>
internal sealed class ComponentUsage(SchemaRegistryClient registry, CatalogClient catalog)
{
    private static readonly string[] Between = ["fieldgroups", "datatypes", "classes"];

    /// <summary>The schemas that use a component, sorted by title.</summary>
    public async Task<IReadOnlyList<UsingSchema>> FindAsync(string id, CancellationToken cancellationToken)
    {
        var components = new List<(string Id, HashSet<string> References)>();
        foreach (var collection in Between)
        {
            await foreach (var component in registry.For(collection).ListAsync(cancellationToken))
                components.Add((component.IdAt("$id")!, ReferencesIn(component)));
        }

        var users = new HashSet<string>(StringComparer.Ordinal) { id };
        while (components.Exists(c => !users.Contains(c.Id) && c.References.Overlaps(users)))
            users.UnionWith(components.Where(c => c.References.Overlaps(users)).Select(c => c.Id).ToList());
        var schemas = new List<JsonElement>();
        await foreach (var schema in registry.ListAsync(cancellationToken))
        {
            if (ReferencesIn(schema).Overlaps(users))
                schemas.Add(schema);
        }

        return schemas.Count == 0 ? [] : await WithDatasetsAsync(schemas, cancellationToken);
    }

    private async Task<IReadOnlyList<UsingSchema>> WithDatasetsAsync(List<JsonElement> schemas, CancellationToken cancellationToken)
    {
        var datasets = await catalog.ListAsync(cancellationToken).ToListAsync(cancellationToken);
        var bySchema = datasets.ToLookup(d => XdmIds.ToUri(d.Dataset.TextAt("schemaRef", "id") ?? string.Empty), d => d.Dataset.TextAt("name") ?? d.Id);
        return
        [
            .. schemas
                .Select(s => new UsingSchema(
                    s.IdAt("$id")!,
                    s.TextAt("title") ?? string.Empty,
                    s.ItemsAt("meta:immutableTags").Any(t => t.ValueKind == JsonValueKind.String && t.GetString() == "union"),
                    [.. bySchema[s.IdAt("$id")!].Order(StringComparer.Ordinal)]))
                .OrderBy(s => s.Title, StringComparer.Ordinal),
        ];
    }

    private static HashSet<string> ReferencesIn(JsonElement json) => [.. In(ValueJson.Read(json))];

    private static IEnumerable<string> In(Value value) => value switch
    {
        Value.Map map => map.Entries.SelectMany(e => e is { Key: "$ref", Value: Value.Text(var id) } ? [id] : In(e.Value)),
        Value.List(var items) => items.SelectMany(In),
        _ => [],
    };
}
