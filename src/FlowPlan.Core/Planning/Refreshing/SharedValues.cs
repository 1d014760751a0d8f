using System.Runtime.InteropServices;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>
/// Lets a live object and a declared resource share with its entry in the lockfile what is the same in both, which is nearly everything in most plans:
/// a large estate then takes half the memory, and comparing is quick.
/// </summary>
public static class SharedValues
{
    /// <summary>The same resources; each with the values of its entry in a lockfile where they are equal.</summary>
    /// <param name="desired">The resources.</param>
    /// <param name="lockfile">The lockfile.</param>
    public static DesiredResources Of(DesiredResources desired, Lockfile lockfile)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(lockfile);
        return new([.. desired.Items.Select(d => Of(d, lockfile))]);
    }

    /// <summary>The same resource; with the values of its entry in a lockfile where they are equal.</summary>
    /// <param name="desired">The resource.</param>
    /// <param name="lockfile">The lockfile.</param>
    public static DesiredResource Of(DesiredResource desired, Lockfile lockfile)
    {
        ArgumentNullException.ThrowIfNull(desired);
        ArgumentNullException.ThrowIfNull(lockfile);
        return !lockfile.Resources.TryGetValue(desired.Address, out var recorded) || Of(desired.Fields, recorded.Fields) is var fields && ReferenceEquals(fields, desired.Fields)
            ? desired
            : desired with { Fields = fields };
    }

    /// <summary>The same object; with the values of its entry where they are equal.</summary>
    internal static LiveObject Of(LiveObject live, ResourceState? recorded) => recorded is null
        ? live
        : live with
        {
            Id = Of(live.Id, recorded.Id)!,
            Etag = Of(live.Etag, recorded.Etag),
            Fields = Of(live.Fields, recorded.Fields),
            Attributes = Of(live.Attributes, recorded.Attributes),
            Name = Of(live.Name, recorded.Attributes.TextOf("name")),
        };

    private static string? Of(string? live, string? recorded) => live == recorded ? recorded : live;

    private static Value.Map Of(Value.Map live, Value.Map recorded)
    {
        if (live.Equals(recorded))
            return recorded;
        var (entries, before) = (live.Entries, recorded.Entries);
        var shared = new KeyValuePair<string, Value>[entries.Length];
        for (var (i, k) = (0, 0); i < shared.Length; i++)
        {
            while (k < before.Length && string.CompareOrdinal(before[k].Key, entries[i].Key) < 0)
                k++;
            var isThere = k < before.Length && before[k].Key == entries[i].Key;
            shared[i] = isThere ? new(before[k].Key, Of(entries[i].Value, before[k].Value)) : entries[i];
        }

        return Value.Map.Of(ImmutableCollectionsMarshal.AsImmutableArray(shared));
    }

    private static Value Of(Value live, Value recorded) => (live, recorded) switch
    {
        (Value.Map map, Value.Map before) => Of(map, before),
        _ => live == recorded ? recorded : live,
    };
}
