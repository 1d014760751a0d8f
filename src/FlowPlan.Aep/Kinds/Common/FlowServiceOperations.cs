using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Http.Retrying;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>
/// What all kinds of Flow Service have in common: reading, paging, creating with id and etag, patching under <c>If-Match</c>,
/// retrying while an object is in a transient state. A kind adds its fields.
/// </summary>
internal abstract class FlowServiceOperations(KindDefinition kind, AepServices services) : IResourceOperations
{
    private readonly TransientStateRetry transientStates = new(services.Settings.Retry, services.Time, services.Waiting);

    public int PageSize => FlowServiceClient.PageSize;

    protected abstract string Collection { get; }

    protected FlowServiceClient Client => services.FlowService;

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await Client.GetAsync(Collection, id, cancellationToken) is { } element ? await CompleteAsync(Project(element), cancellationToken) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var element in Client.ListAsync(Collection, cancellationToken))
            yield return await CompleteAsync(Project(element), cancellationToken);
    }

    public async Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        await Lookups.FindAsync(this, kind.Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        var (id, etag) = await Client.CreateAsync(Collection, BodyOf(request.Fields, payload), payload.Secrets, cancellationToken);
        return new(id, etag);
    }

    public virtual async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        var patch = new JsonPatchBuilder();
        foreach (var change in request.Changes)
            await AddOperationsAsync(patch, payload, request, change, cancellationToken);
        return new(await PatchAsync(request, patch, payload, cancellationToken));
    }

    public async Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var result = await transientStates.RunAsync(
            $"{Collection}/{id}",
            () => Client.DeleteAsync(Collection, id, cancellationToken),
            result => FlowServiceErrors.IsTransient(result.Error),
            cancellationToken);
        return result.Error is null or { Status: 404 } ? DeletedObject.Deleted : throw FlowServiceErrors.Failure(result);
    }

    public virtual IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => [$"POST /{Collection}"],
        CallPurpose.Update => [$"PATCH /{Collection}/{{id}}"],
        CallPurpose.Delete => [$"DELETE /{Collection}/{{id}}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    /// <summary>The fields of an object, all that the kind knows.</summary>
    protected abstract Value.Map FieldsOf(JsonElement element);

    /// <summary>Why the fields cannot represent the whole object; null when they do.</summary>
    protected virtual string? UnsupportedPartOf(JsonElement element) => null;

    /// <summary>Adds to an object what it leaves out and another object tells.</summary>
    protected virtual ValueTask<LiveObject> CompleteAsync(LiveObject live, CancellationToken cancellationToken) => ValueTask.FromResult(live);

    /// <summary>What an export needs to know besides the fields.</summary>
    protected virtual Value.Map ExportFactsOf(JsonElement element) => Value.Map.Empty;

    /// <summary>The attributes besides <c>id</c> and <c>name</c>.</summary>
    protected virtual Value.Map MoreAttributesOf(JsonElement element) => Value.Map.Empty;

    /// <summary>The body that creates an object of these fields.</summary>
    protected abstract JsonObject BodyOf(Value.Map fields, Payload payload);

    /// <summary>Adds what one changed field takes. Name and description are properties of their own; a kind adds what else it can change.</summary>
    protected virtual Task AddOperationsAsync(
        JsonPatchBuilder patch, Payload payload, UpdateRequest request, FieldWrite change, CancellationToken cancellationToken)
    {
        if (change.Path.Keys is not ["name" or "description"])
            throw InPlace.NotPossible(request, change);
        SetOrRemove(patch, payload, request, change, "/" + change.Path);
        return Task.CompletedTask;
    }

    /// <summary>A specification as a group of fields; null where there is none.</summary>
    protected static Value.Map? SpecificationAt(JsonElement element, string name) =>
        Keys.Group(("id", element.ValueAt(name, "id")), ("version", element.ValueAt(name, "version")));

    /// <summary>Sends a patch, if there is anything in it; gives the new etag.</summary>
    protected async Task<string?> PatchAsync(UpdateRequest request, JsonPatchBuilder patch, Payload payload, CancellationToken cancellationToken)
    {
        if (patch.IsEmpty)
            return request.Live.Etag;
        var etag = request.Live.Etag ?? throw new InvalidOperationException($"{request.Address} was read without an etag.");
        var rejected = false;
        var result = await transientStates.RunAsync(
            $"{Collection}/{request.Live.Id}",
            async () =>
            {
                if (rejected)
                    etag = await EtagIfUnchangedAsync(request, cancellationToken);
                rejected = true;
                return await Client.PatchAsync(Collection, request.Live.Id, patch.ToNode(), etag, payload.Secrets, cancellationToken);
            },

            // After an attempt that may have been applied, a changed object would not show who changed it.
            result => FlowServiceErrors.IsTransient(result.Error) && !result.State.MayHaveHappened,
            cancellationToken);
        return result.Response is { } response ? response.Body.TextAt("etag") : throw FlowServiceErrors.Failure(result);
    }

    /// <summary>Adds an operation for a field that is a property of its own.</summary>
    protected static void SetOrRemove(JsonPatchBuilder patch, Payload payload, UpdateRequest request, FieldWrite change, string pointer) =>
        patch.SetOrRemove(pointer, FieldPath.Find(request.Live.Fields, change.Path) is not null, payload.Node(change.Value));

    /// <summary>A change of state gives the object a new etag, which is used only when nothing else has changed.</summary>
    private async Task<string> EtagIfUnchangedAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(request.Live.Id, cancellationToken);
        if (now?.Etag is null || !now.Fields.Equals(request.Live.Fields))
            throw ConcurrencyGuard.Changed(request.Address, request.Live, now is null);
        return now.Etag;
    }

    private LiveObject Project(JsonElement element)
    {
        var id = element.RequiredIdAt(kind.Name, "id");
        var name = element.ValueAt("name");
        return new()
        {
            Id = id,
            Etag = element.TextAt("etag") ?? element.TextAt("version"),
            Name = (name as Value.Text)?.Content,
            Fields = kind.Canonicalize(FieldsOf(element)),

            // Neither etag nor state: both change by themselves, and attributes are recorded.
            Attributes = Value.Map.Of([
                .. Value.Map.Of(("id", Value.Of(id)), ("name", name)).Entries,
                .. MoreAttributesOf(element).Entries,
            ]),
            Unsupported = UnsupportedPartOf(element),
            Export = ExportFactsOf(element),
            UpdatedBy = element.TextAt("updatedBy"),
            UpdatedAt = element.TimeAt("updatedAt"),
        };
    }
}
