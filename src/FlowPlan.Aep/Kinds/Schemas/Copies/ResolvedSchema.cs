using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Copies;

/// <summary>A schema with the fields of all its parts in their places, as the registry resolves it.</summary>
public sealed class ResolvedSchema
{
    private const string Schema = "schema";

    private readonly Value.Map content;

    private ResolvedSchema(Value.Map content) => this.content = content;

    /// <summary>Its <c>$id</c>.</summary>
    public string Id => content.TextOf("id") ?? string.Empty;

    /// <summary>Its title.</summary>
    public string Title => content.TextOf("title") ?? string.Empty;

    /// <summary>Its version, whose minor part goes up with each change.</summary>
    public string? Version => content.TextOf("version");

    /// <summary>How many fields it has, objects among them.</summary>
    public int FieldCount => Fields.Entries.Length;

    /// <summary>The hash of what it says.</summary>
    public string Hash => KeptDocument.HashOf(content);

    /// <summary>Its fields by their paths, each as a manifest declares one, with <c>_tenant</c> for the object of the organization.</summary>
    internal Value.Map Fields => field ??= FieldsOf((Value.Map)content[Schema]!, ComponentBody.TenantOf(Id));

    /// <summary>Its identities by their paths; empty where it has none, or where they are not known.</summary>
    internal Value.Map Identities => content[DescriptorTypes.Identities] as Value.Map ?? Value.Map.Empty;

    /// <summary>The file that keeps it.</summary>
    public string ToText() => KeptDocument.Write(content);

    /// <summary>What is different in another version of it: each line is a path with <c>+</c>, <c>-</c> or <c>~</c> before it.</summary>
    public IReadOnlyList<string> DifferencesTo(ResolvedSchema other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return
        [
            .. CopyDifferences.Of(string.Empty, Value.Map.Of((Schema, About)), Value.Map.Of((Schema, other.About))),
            .. CopyDifferences.Of("identity ", Identities, other.Identities),
            .. CopyDifferences.Of(string.Empty, Fields, other.Fields),
        ];
    }

    /// <summary>What the schema says of itself.</summary>
    private Value.Map About => ((Value.Map)content[Schema]!).Without("properties").Without("required").With("id", Value.Of(Id)).With("version", Value.Of(Version ?? string.Empty));

    /// <summary>Reads the answer of the registry.</summary>
    /// <param name="full">The schema in its full form.</param>
    /// <param name="identities">Its identities by their paths; null where they are not known.</param>
    internal static ResolvedSchema Of(JsonElement full, Value? identities) => new(Value.Map.Of(
        ("altId", full.ValueAt("meta:altId")),
        ("eTag", full.ValueAt("meta:registryMetadata", "eTag")),
        ("id", full.ValueAt("$id")),
        (DescriptorTypes.Identities, identities),
        (Schema, ResolvedJson.Clean((Value.Map)ValueJson.Read(full))),
        ("title", full.ValueAt("title")),
        ("version", full.ValueAt("version"))));

    /// <summary>Reads what <see cref="ToText"/> wrote, without the hash; null where it is something else.</summary>
    internal static ResolvedSchema? Of(Value.Map content) => content.TextOf("id") is not null && content[Schema] is Value.Map ? new(content) : null;

    private static Value.Map FieldsOf(Value.Map schema, string? tenant) => Value.Map.Of(
        FieldTree.Read(schema).Select(f => KeyValuePair.Create<string, Value>(FieldName.WithoutTenant(f.Path, tenant), f.Field)));
}
