using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>The fields that the registry sets.</summary>
internal sealed class ResourceFields(EmulatorContext emulator, ResourceReferences references)
{
    /// <summary>Fields that a client cannot change.</summary>
    public static IReadOnlyList<string> ServerFields { get; } =
    [
        "$id", "meta:altId", "meta:resourceType", "version", "imsOrg", "meta:class", "meta:extends", "meta:registryMetadata",
        "meta:containerId", "meta:tenantNamespace", "meta:sandboxId", "meta:sandboxType",
    ];

    /// <summary>Adds the fields that identify a new resource.</summary>
    public void AddIdentity(Scope scope, string kind, JsonObject body, string hash)
    {
        var tenantId = emulator.TenantOf(scope);
        var folder = kind == Kinds.FieldGroups ? "mixins" : kind;
        body["$id"] = $"https://ns.adobe.com/{tenantId}/{folder}/{hash}";
        body["meta:altId"] = $"_{tenantId}.{folder}.{hash}";
        body["meta:resourceType"] = kind;
        body["version"] = "1.0";
        body["imsOrg"] = scope.Organization;
        body["meta:containerId"] = "tenant";
        body["meta:tenantNamespace"] = $"_{tenantId}";
    }

    /// <summary>Adds what follows from the content, to each reference and to the resource.</summary>
    public void AddServerFields(Scope scope, string kind, JsonObject body)
    {
        foreach (var reference in (body["allOf"] as JsonArray ?? []).OfType<JsonObject>())
        {
            reference["type"] ??= "object";
            reference["meta:xdmType"] ??= "object";
        }

        body["meta:xdmType"] ??= "object";
        body["meta:abstract"] ??= false;
        body["meta:extensible"] ??= false;
        if (kind == Kinds.Schemas)
        {
            var all = ResourceReferences.Of(body).ToList();
            body["meta:class"] = all.First(r => references.IsClass(scope, r));
            body["meta:extends"] = new JsonArray([.. all.Append("https://ns.adobe.com/xdm/common/auditable").Distinct().Select(r => (JsonNode)r)]);
        }

        SetMetadata(body, scope.User);
    }

    /// <summary>Records a change in the metadata of the resource.</summary>
    public void SetMetadata(JsonObject body, string user) => body["meta:registryMetadata"] = new JsonObject
    {
        ["repo:createdDate"] = body.At("meta:registryMetadata", "repo:createdDate")?.DeepClone() ?? emulator.Now,
        ["repo:lastModifiedDate"] = emulator.Now,
        ["xdm:lastModifiedUserId"] = user,
        ["eTag"] = emulator.Ids.Hex("etag of schemas", 64),
    };
}
