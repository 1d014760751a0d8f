using System.Collections.Concurrent;
using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>What was read of one kind.</summary>
internal sealed class KindSnapshot
{
    /// <summary>The objects asked for by id; one that is missing does not exist.</summary>
    public ConcurrentDictionary<string, LiveObject> ById { get; } = new(StringComparer.Ordinal);

    /// <summary>All objects; null until the whole list is read.</summary>
    public LiveIndex? All { get; set; }
}
