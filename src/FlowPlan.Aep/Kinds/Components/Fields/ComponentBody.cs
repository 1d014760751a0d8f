using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Fields;

/// <summary>Where the fields of a component are in its JSON Schema, and what cannot be represented of it.</summary>
internal sealed class ComponentBody
{
    private const string LocalPrefix = "#/definitions/";

    private ComponentBody(Value.Map json, bool hasTenant, string? tenant)
    {
        var parts = LocalParts(json).ToList();
        var tenantObject = tenant is null ? parts.SelectMany(p => NamesIn(p.Node)).FirstOrDefault(n => n.StartsWith('_')) : "_" + tenant;
        foreach (var (keys, node) in parts)
        {
            if (!hasTenant)
            {
                Add(keys, node, tenantObject);
                continue;
            }

            foreach (var name in NamesIn(node).Where(n => n != tenantObject))
                Outside ??= name;
            if (((node["properties"] as Value.Map)?[tenantObject ?? string.Empty]) is Value.Map own)
                Add([.. keys, "properties", tenantObject!], own, null);
        }
    }

    /// <summary>The fields by their paths, each with the keys of the object with <c>properties</c> that has it.</summary>
    public Dictionary<string, (Value.Map Field, IReadOnlyList<string> Root, IReadOnlyList<string> Keys)> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The first property that is not in the organization's object although it should be; null where there is none.</summary>
    public string? Outside { get; private set; }

    /// <summary>The keys that lead to each object with <c>properties</c>; empty where there is none yet.</summary>
    public List<IReadOnlyList<string>> Roots { get; } = [];

    /// <summary>Reads a component.</summary>
    /// <param name="json">Its JSON Schema.</param>
    /// <param name="hasTenant">Whether its fields are in the organization's object.</param>
    /// <param name="tenant">The organization's tenant ID; null where it follows from the properties.</param>
    public static ComponentBody Read(Value.Map json, bool hasTenant, string? tenant) => new(json, hasTenant, tenant);

    /// <summary>The ids in <c>allOf</c> that lead elsewhere.</summary>
    public static IEnumerable<string> ForeignReferences(Value.Map json) => ((json["allOf"] as Value.List)?.Items ?? [])
        .Select(i => (i as Value.Map)?.TextOf("$ref"))
        .OfType<string>()
        .Where(r => !r.StartsWith('#'));

    /// <summary>The tenant ID in an <c>$id</c> such as <c>https://ns.adobe.com/acme/mixins/1a2b</c>; null where it has none.</summary>
    public static string? TenantOf(string id) => id.Split('/') is ["https:" or "http:", "", _, var tenant, _, ..] && tenant != "xdm" ? tenant : null;

    private static IEnumerable<(IReadOnlyList<string> Keys, Value.Map Node)> LocalParts(Value.Map json)
    {
        if (json["properties"] is Value.Map { Entries.IsEmpty: false })
            yield return ([], json);
        var named = ((json["allOf"] as Value.List)?.Items ?? [])
            .Select(i => (i as Value.Map)?.TextOf("$ref"))
            .OfType<string>()
            .Where(r => r.StartsWith(LocalPrefix, StringComparison.Ordinal))
            .Select(r => r[LocalPrefix.Length..])
            .ToList();
        foreach (var (name, definition) in (json["definitions"] as Value.Map ?? Value.Map.Empty).Entries)
        {
            if (definition is Value.Map node && (named.Count == 0 || named.Contains(name)))
                yield return (["definitions", name], node);
        }
    }

    private static IEnumerable<string> NamesIn(Value.Map node) => (node["properties"] as Value.Map ?? Value.Map.Empty).Entries.Select(e => e.Key);

    private void Add(IReadOnlyList<string> root, Value.Map node, string? tenantObject)
    {
        Roots.Add(root);
        foreach (var (path, field, keys) in FieldTree.Read(node))
            Fields.TryAdd(FieldName.WithoutTenant(path, tenantObject?[1..]), (field, root, keys));
    }
}
