using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Finds what an <c>existing:</c> block means, for the kinds whose objects are found by <c>id</c> or by their fields.</summary>
internal static class Lookups
{
    /// <summary>All objects that have the id, or whose fields and attributes equal all criteria. Never picks one of several.</summary>
    public static async Task<IReadOnlyList<LiveObject>> FindAsync(IResourceKind kind, Value.Map criteria, CancellationToken cancellationToken)
    {
        if (criteria.TextOf("id") is { } id)
            return await kind.ReadAsync(id, cancellationToken) is { } live ? [live] : [];
        var found = new List<LiveObject>();
        var canonical = kind.Canonicalize(criteria);
        if (canonical.Entries.IsEmpty)
            return found;
        await foreach (var candidate in kind.ListAsync(cancellationToken))
        {
            if (canonical.Entries.All(c => Matches(c.Value, candidate.Fields[c.Key] ?? candidate.Attributes[c.Key])))
                found.Add(candidate);
        }

        return found;
    }

    /// <summary>Whether a value is the one asked for; of a map only the keys asked for count.</summary>
    private static bool Matches(Value wanted, Value? actual) => wanted is Value.Map map
        ? actual is Value.Map candidate && map.Entries.All(e => Matches(e.Value, candidate[e.Key]))
        : wanted.Equals(actual);
}
