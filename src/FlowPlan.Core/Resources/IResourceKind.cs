using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>
/// One kind of resource: how to find, read, make, change and delete its objects. The engine knows no service; it knows this.
/// Calls that fail throw <see cref="ProviderException"/>.
/// </summary>
public interface IResourceKind
{
    /// <summary>The kind's name in addresses, such as <c>flow</c>.</summary>
    string Name { get; }

    /// <summary>The attributes that references and outputs may name, sorted; <c>id</c> is always among them.</summary>
    IReadOnlyList<string> Attributes { get; }

    /// <summary>Attributes that an update in place changes, such as a mapping set's <c>version</c>: unknown until apply when one is planned.</summary>
    IReadOnlyList<string> AttributesChangedByUpdate { get; }

    /// <summary>How each field is treated. A field without a rule is updated in place.</summary>
    IReadOnlyList<FieldRule> Rules { get; }

    /// <summary>Whether a replacement is made before the old object goes, unless the manifest says otherwise.</summary>
    bool CreateBeforeDestroy { get; }

    /// <summary>
    /// Brings declared fields into the one form in which they are compared, shown and recorded: defaults that the service
    /// would rewrite, spellings that mean the same. Idempotent. References and secrets pass through.
    /// </summary>
    Value.Map Canonicalize(Value.Map fields);

    /// <summary>The fields by which objects of this kind are found again, such as a name; equal text means the same object. Null while a part of it is unknown.</summary>
    /// <param name="fields">Canonical fields with references resolved where known.</param>
    string? NaturalKey(Value.Map fields);

    /// <summary>
    /// What no other object can have in common with it, such as the connections that a flow joins: finds it again when it was renamed
    /// on the platform. Null where there is nothing of that sort, or a part of it is unknown.
    /// </summary>
    /// <param name="fields">Canonical fields with references resolved where known.</param>
    string? SecondKey(Value.Map fields) => null;

    /// <summary>Reads one object; null when the service says that there is none.</summary>
    Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Pages through all objects of the kind in the sandbox.</summary>
    IAsyncEnumerable<LiveObject> ListAsync(CancellationToken cancellationToken);

    /// <summary>How many objects one page of <see cref="ListAsync"/> brings; for choosing between listing and reading one by one.</summary>
    int PageSize { get; }

    /// <summary>Finds the objects that an <c>existing:</c> block means. More than one is the caller's error to report.</summary>
    Task<IReadOnlyList<LiveObject>> LookupAsync(Value.Map criteria, CancellationToken cancellationToken);

    /// <summary>Creates an object by exactly one call that creates. Never sends that call twice.</summary>
    /// <param name="request">The address and the canonical fields, references resolved, secrets in the clear.</param>
    /// <param name="cancellationToken">Stops the wait for the answer.</param>
    Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken);

    /// <summary>Changes an object in place, guarded by the etag read where the service has one.</summary>
    Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes an object; one that is gone already is no error.</summary>
    Task DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>What deleting an object does to people and data, one sentence such as "the data in the dataset is lost"; null where nothing is lost.</summary>
    string? DeleteConsequence(LiveObject live);

    /// <summary>What making an object anew in the place of this one does to people and data, one sentence; null where nothing is lost.</summary>
    string? ReplaceConsequence(LiveObject live) => DeleteConsequence(live);

    /// <summary>The calls that an action will make, for the plan: method and path with placeholders, such as <c>POST /flows</c>.</summary>
    IReadOnlyList<string> DescribeCalls(CallPurpose purpose);
}

/// <summary>What calls are made for.</summary>
public enum CallPurpose
{
    /// <summary>Making an object.</summary>
    Create,

    /// <summary>Changing one in place.</summary>
    Update,

    /// <summary>Deleting one.</summary>
    Delete,
}

/// <summary>What to create.</summary>
/// <param name="Address">The resource's address.</param>
/// <param name="Project">The project, for ownership marks.</param>
/// <param name="Fields">Canonical fields, references resolved, secrets in the clear.</param>
public sealed record CreateRequest(ResourceAddress Address, string Project, Value.Map Fields);

/// <summary>What came of creating.</summary>
/// <param name="Id">The new object's id.</param>
/// <param name="Etag">Its etag, where the answer gave one.</param>
public sealed record CreatedObject(string Id, string? Etag);

/// <summary>What to change.</summary>
/// <param name="Address">The resource's address.</param>
/// <param name="Project">The project, for ownership marks.</param>
/// <param name="Live">The object as last read; its etag guards the write.</param>
/// <param name="Fields">All declared fields, canonical, references resolved, secrets in the clear.</param>
/// <param name="Changes">The fields that differ.</param>
public sealed record UpdateRequest(ResourceAddress Address, string Project, LiveObject Live, Value.Map Fields, IReadOnlyList<FieldWrite> Changes);

/// <summary>One field to write.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Value">The new value; null removes the field.</param>
public sealed record FieldWrite(FieldPath Path, Value? Value);

/// <summary>What came of changing.</summary>
/// <param name="Etag">The new etag, where the answer gave one.</param>
public sealed record UpdatedObject(string? Etag);
