using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>
/// What all kinds of Flow Service have in common: reading, paging, creating with id and etag, patching under <c>If-Match</c>,
/// waiting out states that pass. A kind adds its fields.
/// </summary>
internal abstract class FlowServiceKind(FlowServiceClient client, RetrySettings settings, TimeProvider time) : IResourceKind, IResourceOperations
{
    public abstract KindDescription Description { get; }

    public int PageSize => FlowServiceClient.PageSize;

    protected abstract string Collection { get; }

    protected FlowServiceClient Client => client;

    public abstract Value.Map Canonicalize(Value.Map fields);

    public abstract string? NaturalKey(Value.Map fields);

    public virtual string? AlternateKey(Value.Map fields) => null;

    public virtual string? DeleteConsequence(LiveObject live) => null;

    public virtual string? ReplaceConsequence(LiveObject live) => DeleteConsequence(live);

    public async Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
        await client.GetAsync(Collection, id, cancellationToken) is { } element ? Project(element) : null;

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var element in client.ListAsync(Collection, cancellationToken))
            yield return Project(element);
    }

    public async Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        await Lookups.FindAsync(this, Description.NameComparer, criteria, cancellationToken);

    public async Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        var (id, etag) = await client.CreateAsync(Collection, BodyOf(request.Fields, payload), payload.Secrets, cancellationToken);
        return new(id, etag);
    }

    public virtual async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var payload = new Payload();
        var patch = new JsonPatch();
        foreach (var change in request.Changes)
            await AddOperationsAsync(patch, payload, request, change, cancellationToken);
        return new(await PatchAsync(request, patch, payload, cancellationToken));
    }

    public async Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        var result = await OutwaitAsync(() => client.DeleteAsync(Collection, id, cancellationToken), null, cancellationToken);
        if (result.Error is { } error && error.Status != 404)
            throw FlowServiceErrors.Failure(result);
    }

    public virtual IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose switch
    {
        CallPurpose.Create => [$"POST /{Collection}"],
        CallPurpose.Update => [$"PATCH /{Collection}/{{id}}"],
        CallPurpose.Delete => [$"DELETE /{Collection}/{{id}}"],
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    /// <summary>The fields of an object, all that the kind knows, in canonical form.</summary>
    protected abstract Value.Map FieldsOf(JsonElement element);

    /// <summary>The attributes besides <c>id</c> and <c>name</c>.</summary>
    protected virtual Value.Map MoreAttributesOf(JsonElement element) => Value.Map.Empty;

    /// <summary>The body that creates an object of these fields.</summary>
    protected abstract JsonObject BodyOf(Value.Map fields, Payload payload);

    /// <summary>Adds what one changed field takes.</summary>
    protected abstract Task AddOperationsAsync(
        JsonPatch patch, Payload payload, UpdateRequest request, FieldWrite change, CancellationToken cancellationToken);

    /// <summary>Sends a patch, if there is anything in it; gives the new etag.</summary>
    protected async Task<string?> PatchAsync(UpdateRequest request, JsonPatch patch, Payload payload, CancellationToken cancellationToken)
    {
        if (patch.IsEmpty)
            return request.Live.Etag;
        var etag = request.Live.Etag ?? throw new InvalidOperationException($"{request.Address} was read without an etag.");
        var result = await OutwaitAsync(
            () => client.PatchAsync(Collection, request.Live.Id, patch.ToNode(), etag, payload.Secrets, cancellationToken),
            async () => etag = await EtagIfUnchangedAsync(request, cancellationToken),
            cancellationToken);
        return result.Response is { } response ? response.Body.TextAt("etag") : throw FlowServiceErrors.Failure(result);
    }

    /// <summary>Repeats a call that is refused because of a passing state, until the state has passed or the budget is spent.</summary>
    protected async Task<ServiceResult> OutwaitAsync(
        Func<Task<ServiceResult>> call, Func<Task>? beforeRepeating, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var result = await call();
            if (!FlowServiceErrors.IsTransient(result.Error) || time.GetElapsedTime(started) >= settings.TransientBudget)
                return result;
            await Task.Delay(settings.TransientDelay, time, cancellationToken);
            if (beforeRepeating is not null)
                await beforeRepeating();
        }
    }

    /// <summary>Adds an operation for a field that is a property of its own.</summary>
    protected static void SetOrRemove(JsonPatch patch, Payload payload, UpdateRequest request, FieldWrite change, string pointer)
    {
        var isThere = FieldPath.Find(request.Live.Fields, change.Path) is not null;
        if (change.Value is not null)
            patch.Set(pointer, isThere, payload.Node(change.Value));
        else if (isThere)
            patch.Remove(pointer);
    }

    /// <summary>A field that no call changes in place was to be changed: the plan should have replaced the object.</summary>
    protected static InvalidOperationException NotInPlace(UpdateRequest request, FieldWrite change) =>
        new($"The field '{change.Path.ToDisplay()}' of {request.Address} cannot be changed in place.");

    /// <summary>A state that passed has given the object a new etag: it is used only when nothing else has changed.</summary>
    private async Task<string> EtagIfUnchangedAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(request.Live.Id, cancellationToken);
        if (now?.Etag is null || !now.Fields.Equals(request.Live.Fields))
            throw Conflicts.Moved(request.Address, request.Live, now is null);
        return now.Etag;
    }

    private LiveObject Project(JsonElement element)
    {
        var id = element.TextAt("id") ?? string.Empty;
        var name = element.ValueAt("name");
        return new()
        {
            Id = id,
            Etag = element.TextAt("etag") ?? element.TextAt("version"),
            Name = (name as Value.Text)?.Content,
            Fields = FieldsOf(element),

            // Neither etag nor state: both change by themselves, and attributes are recorded.
            Attributes = Value.Map.Of([
                .. Value.Map.Of(("id", Value.Of(id)), ("name", name)).Entries,
                .. MoreAttributesOf(element).Entries,
            ]),
            UpdatedBy = element.TextAt("updatedBy"),
            UpdatedAt = element.TimeAt("updatedAt"),
        };
    }
}
