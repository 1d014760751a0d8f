using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Services.SchemaRegistry.Protocol;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.SchemaRegistry;

/// <summary>What the registry checks before it stores a resource: title, references, class, tenant namespace.</summary>
internal sealed class ResourceChecks(EmulatorContext emulator, ResourceReferences references)
{
    private static readonly HashSet<string> StandardBehaviors =
        ["https://ns.adobe.com/xdm/data/record", "https://ns.adobe.com/xdm/data/time-series", "https://ns.adobe.com/xdm/data/adhoc"];

    /// <summary>Checks a resource; <paramref name="self"/> is the stored one when it is changed, and null when it is created.</summary>
    public void Check(EmulatorRequest request, string kind, JsonObject body, StoredObject? self)
    {
        CheckTitle(request, body, self);
        CheckReferences(request, kind, body);
        if (kind is Kinds.FieldGroups or Kinds.Classes)
            CheckNamespace(request, body);
        if (kind != Kinds.Schemas)
            FieldChecks.Check(request, body);
        if (kind == Kinds.Classes && !ResourceReferences.Of(body).Any(StandardBehaviors.Contains))
            throw SchemaRegistryErrors.Of(request, "1538-400", "Invalid class", "A class must extend a behavior.");
        if (kind == Kinds.FieldGroups && body["meta:intendedToExtend"] is not JsonArray { Count: > 0 })
            throw SchemaRegistryErrors.Of(request, "1539-400", "Invalid field group", "A field group must say which classes it is intended to extend.");
    }

    private void CheckTitle(EmulatorRequest request, JsonObject body, StoredObject? self)
    {
        if (body.Text("title") is not { Length: > 0 } title)
            throw SchemaRegistryErrors.Of(request, "1500-400", "Bad request", "The title is required.");
        foreach (var kind in ResourceReferences.Kinds)
        {
            var other = emulator.Store.FindByName(request.Scope, kind, title).FirstOrDefault(o => o.Sequence != self?.Sequence);
            if (other is not null)
            {
                throw SchemaRegistryErrors.Of(
                    request, "1521-400", "Title not unique", $"Titles must be unique. An object {other.Body.Text("$id")} already exists with the same title.");
            }
        }
    }

    private void CheckReferences(EmulatorRequest request, string kind, JsonObject body)
    {
        var all = ResourceReferences.Of(body).ToList();
        if (ResourceReferences.AllOf(body).FirstOrDefault(r => references.Resolve(request.Scope, r) is null) is { } missing)
            throw SchemaRegistryErrors.Of(request, "1535-400", "Invalid reference", $"The resource {missing} does not exist.");
        if (kind != Kinds.Schemas)
            return;
        if (all.FindAll(r => references.IsClass(request.Scope, r)) is not [var ofClass])
            throw SchemaRegistryErrors.Of(request, "1536-400", "Invalid schema", "A schema must extend exactly one class.");
        CheckClass(request, all, ofClass);
    }

    /// <summary>A field group that says which classes it extends fits no other.</summary>
    private void CheckClass(EmulatorRequest request, IEnumerable<string> all, string classId)
    {
        foreach (var id in all.Where(r => r != classId))
        {
            if (references.Resolve(request.Scope, id)?["meta:intendedToExtend"] is JsonArray { Count: > 0 } classes && classes.All(c => c?.ToString() != classId))
                throw SchemaRegistryErrors.Of(request, "1537-400", "Invalid schema", $"The field group {id} does not extend the class {classId}.");
        }
    }

    private void CheckNamespace(EmulatorRequest request, JsonObject body)
    {
        var tenantField = $"_{emulator.TenantOf(request.Scope)}";
        foreach (var (_, definition) in body["definitions"] as JsonObject ?? [])
        {
            foreach (var (field, _) in definition.At("properties") as JsonObject ?? [])
            {
                if (field != tenantField)
                    throw SchemaRegistryErrors.Of(request, "1020-400", "Namespace error", $"The field {field} must be under {tenantField}.");
            }
        }
    }
}
