using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Services.Identity;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.IdentityNamespaces;

/// <summary>The calls of identity namespaces.</summary>
internal sealed class IdentityNamespaceOperations(KindDefinition kind, IdentityClient identity) : IResourceOperations
{
    /// <summary>The service returns all namespaces in one list.</summary>
    public int PageSize => 1000;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await identity.GetAsync(id, cancellationToken) is { } found ? Project(found) : null;

    /// <summary>The organization's own namespaces and the standard ones, because a manifest may refer to either by its code.</summary>
    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in identity.ListAsync(cancellationToken))
            yield return Project(item);
    }

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        return new(await identity.CreateAsync(Body(payload, request.Fields), payload.Secrets, cancellationToken), null);
    }

    /// <summary>The service replaces the whole namespace: what the manifest does not declare is sent as it is.</summary>
    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        ConcurrencyGuard.EnsureUnchanged(request.Address, request.Live, await ReadAsync(request.Live.Id, cancellationToken));
        var fields = request.Live.Fields;
        foreach (var change in request.Changes)
        {
            if (change.Path.Keys is not ["name" or "description"])
                throw InPlace.NotPossible(request, change);
            fields = change.Value is null ? fields.Without(change.Path.LastKey) : fields.With(change.Path.LastKey, change.Value);
        }

        var payload = new Payload();
        await identity.PutAsync(request.Live.Id, Body(payload, fields), payload.Secrets, cancellationToken);
        return new(null);
    }

    /// <summary>There is no such call: a plan keeps the namespace and forgets it.</summary>
    public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(new DeletedObject { RetainedReason = "Identity Service cannot delete a namespace" });

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /idnamespace/identities"],
        CallPurpose.Update => ["PUT /idnamespace/identities/{id}"],
        _ => [],
    };

    private static JsonObject Body(Payload payload, Value.Map fields) => Payload.Object(
        ("name", payload.Node(fields["name"])),
        ("code", payload.Node(fields["code"])),
        ("idType", payload.Node(fields["idType"])),
        ("description", payload.Node(fields["description"])))!;

    private static bool IsCustom(JsonElement item) => item.At("custom").ValueKind == JsonValueKind.True;

    private LiveObject Project(JsonElement item)
    {
        var id = item.RequiredIdAt(kind.Name, "id");
        return new()
        {
            Id = id,
            Name = item.TextAt("code"),
            Fields = Value.Map.Of(
                ("code", item.ValueAt("code")),
                ("name", item.ValueAt("name")),
                ("idType", item.ValueAt("idType")),
                ("description", item.ValueAt("description"))),
            Attributes = Value.Map.Of(("id", Value.Of(id)), ("code", item.ValueAt("code")), ("name", item.ValueAt("name"))),
            IsShared = !IsCustom(item),
            UpdatedAt = item.TimeAt("updateTime"),
        };
    }
}
