using System.Collections.Immutable;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Descriptors;

/// <summary>A live descriptor.</summary>
/// <param name="Id">Its <c>@id</c>.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">The field, as a manifest names it.</param>
/// <param name="Body">All of it.</param>
internal sealed record LiveDescriptor(string Id, string Type, string Path, JsonElement Body);

/// <summary>The live descriptors of a schema, and the fields that they are.</summary>
internal sealed class DescriptorSet
{
    private DescriptorSet(ImmutableArray<LiveDescriptor> all) => All = all;

    /// <summary>The descriptors of the types that are known, sorted by id.</summary>
    public ImmutableArray<LiveDescriptor> All { get; }

    /// <summary>Reads the descriptors of a schema.</summary>
    /// <param name="descriptors">Descriptors, those of other schemas among them.</param>
    /// <param name="schemaId">The schema.</param>
    /// <param name="tenant">The tenant ID.</param>
    public static DescriptorSet Of(IEnumerable<JsonElement> descriptors, string schemaId, string? tenant) => new(
    [
        .. descriptors
            .Where(d => d.TextAt("xdm:sourceSchema") == schemaId && d.TextAt("@type") is not null)
            .SelectMany(d => PathsOf(d).Select(path => new LiveDescriptor(d.IdAt("@id") ?? string.Empty, d.TextAt("@type")!, DescriptorPath.FromWire(path, tenant), d)))
            .OrderBy(d => d.Id, StringComparer.Ordinal),
    ]);

    /// <summary>The fields of the schema that the descriptors are, by group.</summary>
    public IEnumerable<(string Group, Value? Value)> ToFields(string? tenant) => DescriptorTypes.Groups.Select(group =>
    {
        var types = DescriptorTypes.TypesOf(group);
        var entries = All.Where(d => types.Contains(d.Type)).GroupBy(d => d.Path, StringComparer.Ordinal)
            .Select(g => (g.Key, FieldOf(group, [.. g], tenant)))
            .Where(e => e.Item2 is not null)
            .ToList();
        return (group, entries.Count == 0 ? null : (Value?)Value.Map.Of([.. entries]));
    });

    /// <summary>Why the fields cannot represent all descriptors; null where they do.</summary>
    public string? Unsupported => All.GroupBy(d => (d.Type, d.Path)).FirstOrDefault(g => g.Count() > 1) is { } twice
        ? $"its field '{twice.Key.Path}' has several descriptors of the type {twice.Key.Type}"
        : LoneReference is { } lone ? $"its field '{lone}' has a reference identity without a relationship" : null;

    /// <summary>A field with identities of another schema that leads to none, for which a schema's block has no words.</summary>
    private string? LoneReference => All.Where(d => DescriptorTypes.TypesOf(DescriptorTypes.Relationships).Contains(d.Type))
        .GroupBy(d => d.Path)
        .FirstOrDefault(g => g.All(d => d.Type == DescriptorTypes.ReferenceIdentity))?.Key;

    /// <summary>The fields that a descriptor is of, as it names them.</summary>
    public static IEnumerable<string> PathsOf(JsonElement descriptor) => descriptor.At("xdm:sourceProperty").ValueKind == JsonValueKind.Array
        ? descriptor.ItemsAt("xdm:sourceProperty").Where(p => p.ValueKind == JsonValueKind.String).Select(p => p.GetString()!)
        : descriptor.TextAt("xdm:sourceProperty") is { } one ? [one] : [];

    /// <summary>What descriptors of one field say in a group; null where they say nothing.</summary>
    public static Value? FieldOf(string group, IReadOnlyList<LiveDescriptor> descriptors, string? tenant)
    {
        var first = descriptors[0].Body;
        switch (group)
        {
            case DescriptorTypes.Identities:
                return Value.Map.Of(
                    ("namespace", first.ValueAt("xdm:namespace")),
                    ("primary", Value.Of(first.At("xdm:isPrimary").ValueKind == JsonValueKind.True)));
            case DescriptorTypes.FriendlyNames:
                return Value.Map.Of(
                    ("title", first.ValueAt("xdm:title", "en_us")),
                    ("description", first.ValueAt("xdm:description", "en_us")),
                    ("values", first.ValueAt("meta:enum") as Value.Map is { Entries.IsEmpty: false } labels ? labels : null));
            case DescriptorTypes.DeprecatedFields:
                return Value.Of(true);
            default:
                var relation = descriptors.FirstOrDefault(d => d.Type != DescriptorTypes.ReferenceIdentity);
                var reference = descriptors.FirstOrDefault(d => d.Type == DescriptorTypes.ReferenceIdentity);
                return relation is null
                    ? null
                    : Value.Map.Of(
                        ("schema", relation.Body.ValueAt("xdm:destinationSchema")),
                        ("property", relation.Body.TextAt("xdm:destinationProperty") is { Length: > 0 } path ? Value.Of(DescriptorPath.FromWire(path, tenant)) : null),
                        ("cardinality", relation.Body.ValueAt("xdm:cardinality")),
                        ("namespace", reference?.Body.ValueAt("xdm:identityNamespace")));
        }
    }
}
