using System.Runtime.InteropServices;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Refreshing;

/// <summary>
/// Lets a live object share with its entry in the lockfile what is the same in both, which is nearly everything in most plans: a large estate then takes
/// half the memory, and comparing the two is quick.
/// </summary>
internal static class SharedValues
{
    /// <summary>The same object; with the values of its entry where they are equal.</summary>
    public static LiveObject Of(LiveObject live, ResourceState? recorded) => recorded is null
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
        var entries = live.Entries;
        var shared = new KeyValuePair<string, Value>[entries.Length];
        var isSame = entries.Length == recorded.Entries.Length;
        for (var i = 0; i < shared.Length; i++)
        {
            var (key, value) = entries[i];
            var before = recorded[key];
            shared[i] = new(key, before is null ? value : Of(value, before));
            isSame = isSame && ReferenceEquals(shared[i].Value, before);
        }

        return isSame ? recorded : Value.Map.Of(ImmutableCollectionsMarshal.AsImmutableArray(shared));
    }

    private static Value Of(Value live, Value recorded) => (live, recorded) switch
    {
        (Value.Map map, Value.Map before) => Of(map, before),
        _ => live == recorded ? recorded : live,
    };
}
