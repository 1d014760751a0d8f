using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;
using FlowPlan.Emulator.Services.SchemaRegistry.Standard;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>What the registry checks before it stores a descriptor: its schema, its field, and the rules of identities.</summary>
internal sealed class DescriptorChecks(EmulatorContext emulator, ResourceReferences references)
{
    public const string Identity = "xdm:descriptorIdentity";
    private const string Label = "xdm:descriptorLabel";

    /// <summary>Checks a descriptor; <paramref name="others"/> are the other descriptors of its schema.</summary>
    public void Check(EmulatorRequest request, JsonObject body, IEnumerable<JsonObject> others)
    {
        if (body.Text("@type") is not { Length: > 0 } type || body.Text("xdm:sourceSchema") is not { } schemaId)
            throw SchemaRegistryErrors.Of(request, "1001-400", "Bad request", "@type and xdm:sourceSchema are required.");
        var schema = type == Label ? FieldGroup(request, schemaId) : emulator.FindSchema(request.Scope, schemaId);
        if (schema is null)
            throw Invalid(request, "xdm:sourceSchema", $"The {(type == Label ? "field group" : "schema")} {schemaId} does not exist.");
        if (body["xdm:sourceProperty"] is { } property)
            CheckField(request, schema, property, type == Identity);
        if (type == Label && body["xdm:labels"] is not JsonArray { Count: > 0 and <= 300 })
            throw Invalid(request, "xdm:labels", "xdm:labels must be a list of 1 to 300 labels.");
        if (type != Identity)
            return;
        foreach (var required in (ReadOnlySpan<string>)["xdm:sourceProperty", "xdm:namespace", "xdm:property"])
        {
            if (string.IsNullOrEmpty(body.Text(required)))
                throw Invalid(request, required, $"{required} is required.");
        }

        if (body.Text("xdm:property") is not ("xdm:code" or "xdm:id"))
            throw Invalid(request, "xdm:property", "xdm:property must be xdm:code or xdm:id.");
        if (!emulator.NamespaceExists(request.Scope, body.Text("xdm:namespace")!))
            throw Invalid(request, "xdm:namespace", $"The namespace {body.Text("xdm:namespace")} does not exist.");
        if (body["xdm:isPrimary"].IsTrue() && others.Any(IsPrimaryIdentity))
            throw Invalid(request, "xdm:isPrimary", $"The schema {schemaId} already has a primary identity.");
    }

    public static bool IsPrimaryIdentity(JsonObject descriptor) => descriptor.Text("@type") == Identity && descriptor["xdm:isPrimary"].IsTrue();

    private JsonObject? FieldGroup(EmulatorRequest request, string id) =>
        references.Resolve(request.Scope, id) is { } found && id.Contains("/mixins/", StringComparison.Ordinal) ? found : null;

    private void CheckField(EmulatorRequest request, JsonObject schema, JsonNode property, bool mustBeText)
    {
        var path = property is JsonValue ? property.ToString() : string.Empty;
        if (path.Length < 2 || path[0] != '/')
            throw Invalid(request, "xdm:sourceProperty", "xdm:sourceProperty must be a path that begins with a slash.");
        var found = Find(request, schema, path[1..].Split('/'));
        if (found is null)
            throw Invalid(request, "xdm:sourceProperty", $"The schema has no field {path}.");
        if (mustBeText && found.Text("type") is { } type && type != "string")
            throw Invalid(request, "xdm:sourceProperty", $"The field {path} is not of the type string.");
    }

    /// <summary>A field. It may be one of a component whose fields the emulator does not know: then it is an empty object.</summary>
    private JsonNode? Find(EmulatorRequest request, JsonObject schema, string[] path)
    {
        JsonNode? node = new JsonObject { ["properties"] = ResourceForms.FieldsOf(schema, r => references.Resolve(request.Scope, r)) };
        foreach (var name in path)
        {
            if (node.At("$ref") is not null)
                return new JsonObject();
            var next = (node.At("properties") ?? node.At("items", "properties")).At(name);
            if (next is null)
                return name == path[0] && path[0] != $"_{emulator.TenantOf(request.Scope)}" && HasUnknownFields(schema) ? new JsonObject() : null;
            node = next;
        }

        return node;
    }

    private static bool HasUnknownFields(JsonObject schema) => ResourceReferences.Of(schema)
        .Any(r => r.StartsWith(StandardComponents.Prefix, StringComparison.Ordinal) && !StandardFields.AreKnown(r));

    private static ErrorReplyException Invalid(EmulatorRequest request, string path, string message) =>
        SchemaRegistryErrors.Of(request, "4000-400", "Validation error", message, new JsonObject { ["path"] = path, ["message"] = message });
}
