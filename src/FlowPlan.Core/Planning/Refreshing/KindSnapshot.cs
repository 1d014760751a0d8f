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

    /// <summary>The list that was read ahead of the plan, as far as it was needed then; null once the plan has taken what it needs, or where nothing was read ahead.</summary>
    public ListReading? Ahead { get; set; }
}
