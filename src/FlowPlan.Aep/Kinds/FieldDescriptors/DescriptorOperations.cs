using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Labels;
using FlowPlan.Aep.Kinds.Schemas.Descriptors;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.FieldDescriptors;

/// <summary>The calls of descriptors. The service replaces a whole descriptor.</summary>
internal sealed class DescriptorOperations(KindDefinition kind, DescriptorClient client, SchemaRegistryClient registry) : IResourceOperations
{
    public int PageSize => SchemaRegistryClient.PageSize;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await client.GetAsync(id, cancellationToken) is { } found ? await ProjectAsync(found, cancellationToken) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in client.ListAsync(null, cancellationToken))
        {
            if (DescriptorForms.Find(item.TextAt("@type")) is not null)
                yield return await ProjectAsync(item, cancellationToken);
        }
    }

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        var body = await BodyAsync(request.Fields, payload, cancellationToken);
        return new(await client.CreateAsync(body, payload.Secrets, cancellationToken), null);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await client.GetAsync(request.Live.Id, cancellationToken);
        ConcurrencyGuard.EnsureUnchanged(request.Address, request.Live, now is { } found ? await ProjectAsync(found, cancellationToken) : null);
        Value? fields = request.Live.Fields;
        foreach (var change in request.Changes)
            fields = NestedFields.Set(fields, change.Path.Keys.AsSpan(), change.Value);
        var payload = new Payload();
        var body = DescriptorOverlay.Of(now!.Value, await BodyAsync((Value.Map)fields!, payload, cancellationToken));
        await client.PutAsync(request.Live.Id, body, payload.Secrets, cancellationToken);
        return new(null);
    }

    public async Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await client.DeleteAsync(id, cancellationToken);
        return DeletedObject.Deleted;
    }

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /tenant/descriptors"],
        CallPurpose.Update => ["PUT /tenant/descriptors/{id}"],
        CallPurpose.Delete => ["DELETE /tenant/descriptors/{id}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private async Task<JsonObject> BodyAsync(Value.Map fields, Payload payload, CancellationToken cancellationToken)
    {
        var source = fields.TextOf("schema") ?? fields.TextOf("fieldGroup")!;
        var (path, form) = (fields.TextOf("field")!, DescriptorForms.Find(fields.TextOf("type"))!);
        var needsTenant = FieldName.IsOwn(path) || form.Key == DescriptorForms.Relationship;
        var tenant = ComponentBody.TenantOf(source) ?? (needsTenant ? await registry.TenantAsync(cancellationToken) : null);
        var bodies = new DescriptorBodies(source, tenant, payload);
        return form.Key switch
        {
            DescriptorForms.ReferenceIdentity => bodies.ReferenceIdentity(path, fields[form.Key]!).Body,
            DescriptorForms.Labels => bodies.Labels(path, DataUsageLabels.NamesIn(fields[form.Key])).Body,
            _ => bodies.Of(form.Group, path, fields[form.Key] ?? Value.Map.Empty).First().Body,
        };
    }

    private async Task<LiveObject> ProjectAsync(JsonElement item, CancellationToken cancellationToken)
    {
        var (id, source, type) = (item.RequiredIdAt(kind.Name, "@id"), item.TextAt("xdm:sourceSchema") ?? string.Empty, item.TextAt("@type") ?? string.Empty);
        var paths = DescriptorSet.PathsOf(item).ToList();
        var isOwn = paths.Exists(p => p.StartsWith("/_", StringComparison.Ordinal) && !DescriptorPath.IsStandard(p));
        var tenant = ComponentBody.TenantOf(source) ?? (isOwn ? await registry.TenantAsync(cancellationToken) : null);
        var path = paths.Select(p => DescriptorPath.FromWire(p, tenant)).FirstOrDefault();
        var form = DescriptorForms.Find(type);
        return new()
        {
            Id = id,
            Name = $"{form?.Key ?? type} of {path} in {source[(source.LastIndexOf('/') + 1)..]}",
            Fields = Value.Map.Of(
                [
                    (source.Contains("/schemas/", StringComparison.Ordinal) ? "schema" : "fieldGroup", Value.Of(source)),
                    ("field", path is null ? null : Value.Of(path)),
                    ("type", Value.Of(type)),
                    .. form is null || form.Key == DescriptorForms.Deprecated ? [] : ((string, Value?)[])[(form.Key, PartOf(form, item, tenant))],
                ]),
            Attributes = Value.Map.Of(("id", Value.Of(id))),
            Unsupported = paths.Count > 1 ? "it is of several fields" : null,
            IsPart = form is not null && form.Key != DescriptorForms.Labels && XdmIds.IsOwn(source),
        };
    }

    private static Value? PartOf(DescriptorForm form, JsonElement item, string? tenant) => form.Key switch
    {
        DescriptorForms.ReferenceIdentity => item.ValueAt("xdm:identityNamespace"),
        DescriptorForms.Labels => DataUsageLabels.SetOf(item.ItemsAt("xdm:labels").Where(l => l.ValueKind == JsonValueKind.String).Select(l => l.GetString()!)),
        _ => DescriptorSet.FieldOf(form.Group, [new(string.Empty, item.TextAt("@type")!, string.Empty, item)], tenant),
    };
}
