using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Finds existing objects for the kinds that have no shared ones.</summary>
internal static class Lookups
{
    /// <summary>The object with the id, or all that have the name. Never picks one of several.</summary>
    public static async Task<IReadOnlyList<LiveObject>> FindAsync(
        IResourceOperations operations, StringComparer names, ExistingCriteria criteria, CancellationToken cancellationToken)
    {
        if (criteria.Id is { } id)
            return await operations.ReadAsync(id, cancellationToken) is { } live ? [live] : [];
        var found = new List<LiveObject>();
        await foreach (var candidate in operations.ListAsync(cancellationToken))
        {
            if (candidate.Name is { } name && names.Equals(name, criteria.Name))
                found.Add(candidate);
        }

        return found;
    }
}
