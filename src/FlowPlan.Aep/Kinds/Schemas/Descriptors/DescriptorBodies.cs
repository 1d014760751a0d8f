using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Descriptors;

/// <summary>The descriptors that a field of a schema is made of.</summary>
/// <param name="schemaId">The <c>$id</c> of the schema.</param>
/// <param name="tenant">The tenant ID.</param>
/// <param name="payload">Makes the JSON of values.</param>
internal sealed class DescriptorBodies(string schemaId, string? tenant, Payload payload)
{
    /// <summary>The descriptors of a field, each with its type.</summary>
    public IEnumerable<(string Type, JsonObject Body)> Of(string group, string path, Value value)
    {
        var field = value as Value.Map ?? Value.Map.Empty;
        switch (group)
        {
            case DescriptorTypes.Identities:
                yield return Body(
                    DescriptorTypes.Identity,
                    path,
                    ("xdm:namespace", payload.Node(field["namespace"])),
                    ("xdm:property", "xdm:code"),
                    ("xdm:isPrimary", payload.Node(field["primary"] ?? Value.Of(false))));
                yield break;
            case DescriptorTypes.FriendlyNames:
                yield return Body(
                    DescriptorTypes.FriendlyName,
                    path,
                    ("xdm:title", Localized(field["title"])),
                    ("xdm:description", Localized(field["description"])),
                    ("meta:enum", payload.Node(field["values"])));
                yield break;
            case DescriptorTypes.DeprecatedFields:
                yield return Body(DescriptorTypes.Deprecated, path);
                yield break;
        }

        yield return Body(
            field["cardinality"] is null ? DescriptorTypes.OneToOne : DescriptorTypes.Relationship,
            path,
            ("xdm:destinationSchema", payload.Node(field["schema"])),
            ("xdm:destinationVersion", 1),
            ("xdm:destinationProperty", field.TextOf("property") is { } property ? DescriptorPath.ToWire(property, tenant) : null),
            ("xdm:cardinality", payload.Node(field["cardinality"])));
        if (field["namespace"] is { } code)
            yield return ReferenceIdentity(path, code);
    }

    /// <summary>The descriptor of a field that has identities of another schema.</summary>
    public (string Type, JsonObject Body) ReferenceIdentity(string path, Value code) =>
        Body(DescriptorTypes.ReferenceIdentity, path, ("xdm:identityNamespace", payload.Node(code)));

    /// <summary>The descriptor of a field with labels.</summary>
    public (string Type, JsonObject Body) Labels(string path, IEnumerable<string> labels) =>
        Body(DescriptorTypes.Label, path, ("xdm:labels", new JsonArray([.. labels.Select(l => JsonValue.Create(l))])));

    private (string Type, JsonObject Body) Body(string type, string path, params ReadOnlySpan<(string Key, JsonNode? Node)> parts)
    {
        var body = Payload.Object(
            [
                ("@type", type),
                ("xdm:sourceSchema", schemaId),
                ("xdm:sourceVersion", 1),
                ("xdm:sourceProperty", DescriptorPath.ToWire(path, tenant)),
                .. parts,
            ])!;
        return (type, body);
    }

    private JsonObject? Localized(Value? text) => text is null ? null : new JsonObject { ["en_us"] = payload.Node(text) };
}
