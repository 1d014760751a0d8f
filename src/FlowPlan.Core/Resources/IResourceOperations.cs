using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>
/// The calls of one kind: how its objects are read, created, changed and deleted. The engine knows no service; it knows this.
/// Calls that fail throw <see cref="ProviderException"/>.
/// </summary>
public interface IResourceOperations
{
    /// <summary>How many objects one page of <see cref="ListAsync"/> brings; for choosing between listing and reading one by one.</summary>
    int PageSize { get; }

    /// <summary>Reads one object; null when the service says that there is none.</summary>
    Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Pages through all objects of the kind in the sandbox.</summary>
    IAsyncEnumerable<LiveObject> ListAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Finds the objects that a reference to an existing object means. By id also those that the sandbox shares with others, which
    /// <see cref="ReadAsync"/> and <see cref="ListAsync"/> leave out. More than one is the caller's error to report.
    /// </summary>
    Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken);

    /// <summary>Creates an object by exactly one call that creates. Never sends that call twice.</summary>
    /// <param name="request">The address and the canonical fields, references resolved, secrets in the clear.</param>
    /// <param name="cancellationToken">Stops the wait for the answer.</param>
    Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken);

    /// <summary>Changes an object in place, conditional on the etag that was read, where the service has one.</summary>
    Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken);

    /// <summary>Deletes an object; one that is already gone is not an error.</summary>
    Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken);

    /// <summary>The calls that an action will make, for the plan: method and path with placeholders, such as <c>POST /flows</c>.</summary>
    IReadOnlyList<string> DescribeCalls(CallPurpose purpose);
}

/// <summary>Calls of a kind that has no list of its own: its objects are read by those of another kind to which they belong, one call for each.</summary>
public interface IOwnedOperations
{
    /// <summary>The kind of the objects to which they belong.</summary>
    string OwnerKind { get; }

    /// <summary>Reads the objects that belong to others; nothing where an owner has none.</summary>
    /// <param name="owners">The IDs of the owners, for those who have read their list already.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    IAsyncEnumerable<LiveObject> ListOfAsync(IEnumerable<string> owners, CancellationToken cancellationToken);
}

/// <summary>What calls are made for.</summary>
public enum CallPurpose
{
    /// <summary>Creating an object.</summary>
    Create,

    /// <summary>Changing one in place.</summary>
    Update,

    /// <summary>Deleting one.</summary>
    Delete,
}

/// <summary>What to create.</summary>
/// <param name="Address">The resource's address.</param>
/// <param name="Project">The project, for ownership tags.</param>
/// <param name="Fields">Canonical fields, references resolved, secrets in the clear.</param>
public sealed record CreateRequest(ResourceAddress Address, string Project, Value.Map Fields);

/// <summary>The result of a create.</summary>
/// <param name="Id">The new object's id.</param>
/// <param name="Etag">Its etag, where the answer gave one.</param>
public sealed record CreatedObject(string Id, string? Etag);

/// <summary>What to change.</summary>
/// <param name="Address">The resource's address.</param>
/// <param name="Project">The project, for ownership tags.</param>
/// <param name="Live">The object as last read; its etag guards the write.</param>
/// <param name="Fields">All declared fields, canonical, references resolved, secrets in the clear.</param>
/// <param name="Changes">The fields that differ, sorted by path.</param>
public sealed record UpdateRequest(ResourceAddress Address, string Project, LiveObject Live, Value.Map Fields, IReadOnlyList<FieldWrite> Changes);

/// <summary>One field to write.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Value">The new value; null removes the field.</param>
public sealed record FieldWrite(FieldPath Path, Value? Value);

/// <summary>The result of an update.</summary>
/// <param name="Etag">The new etag, where the answer gave one.</param>
public sealed record UpdatedObject(string? Etag)
{
    /// <summary>
    /// The object as somebody else changed it after it was read and before this update, which has overwritten that change. Only a
    /// service that cannot guard an update lets this happen; null when it did not, or when the service does not tell.
    /// </summary>
    public LiveObject? Overwritten { get; init; }
}

/// <summary>The result of a deletion.</summary>
public sealed record DeletedObject
{
    /// <summary>The object does not exist any more.</summary>
    public static DeletedObject Deleted { get; } = new();

    /// <summary>Why the service kept the object although FlowPlan does not manage it any more; null if it was deleted.</summary>
    public string? RetainedReason { get; init; }
}
