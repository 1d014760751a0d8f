namespace FlowPlan.Core.Resources;

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
