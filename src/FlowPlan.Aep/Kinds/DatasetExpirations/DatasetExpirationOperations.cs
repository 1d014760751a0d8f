using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Services.Hygiene;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.DatasetExpirations;

/// <summary>The calls of expirations. One that was cancelled or that is over does not exist any more for a manifest.</summary>
internal sealed class DatasetExpirationOperations(KindDefinition kind, HygieneClient hygiene) : IResourceOperations
{
    public int PageSize => HygieneClient.PageSize;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await hygiene.GetAsync(id, cancellationToken) is { } found && IsAlive(found) ? Project(found) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in hygiene.ListAsync(cancellationToken))
        {
            if (IsAlive(item))
                yield return Project(item);
        }
    }

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        var body = Payload.Object(
            ("displayName", payload.Node(request.Fields["name"])),
            ("description", payload.Node(request.Fields["description"])),
            ("expiry", payload.Node(request.Fields["expiry"])),
            ("datasetId", payload.Node(request.Fields["dataset"])))!;
        return new(await hygiene.CreateAsync(body, payload.Secrets, cancellationToken), null);
    }

    public async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        ConcurrencyGuard.EnsureUnchanged(request.Address, request.Live, await ReadAsync(request.Live.Id, cancellationToken));

        // The service keeps the fields that are left out; a description goes only where an empty one takes its place.
        var (payload, body) = (new Payload(), new JsonObject());
        foreach (var change in request.Changes)
            body[change.Path.LastKey == "name" ? "displayName" : change.Path.LastKey] = payload.Node(change.Value ?? Value.Of(string.Empty));
        await hygiene.PutAsync(request.Live.Id, body, payload.Secrets, cancellationToken);
        return new(null);
    }

    public async Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        await hygiene.DeleteAsync(id, cancellationToken);
        return DeletedObject.Deleted;
    }

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => ["POST /ttl"],
        CallPurpose.Update => ["PUT /ttl/{id}"],
        CallPurpose.Delete => ["DELETE /ttl/{id}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    private static bool IsAlive(JsonElement item) => item.TextAt("status") is not ("cancelled" or "completed");

    private LiveObject Project(JsonElement item)
    {
        var id = item.RequiredIdAt(kind.Name, "ttlId");
        return new()
        {
            Id = id,
            Name = item.TextAt("displayName"),
            Fields = kind.Canonicalize(Value.Map.Of(
                ("name", item.ValueAt("displayName")),
                ("description", item.ValueAt("description")),
                ("dataset", item.ValueAt("datasetId")),
                ("expiry", item.ValueAt("expiry")))),
            Attributes = Value.Map.Of(("id", Value.Of(id)), ("name", item.ValueAt("displayName"))),
            UpdatedBy = item.TextAt("updatedBy"),
            UpdatedAt = DateTimeOffset.TryParse(item.TextAt("updatedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
        };
    }
}
