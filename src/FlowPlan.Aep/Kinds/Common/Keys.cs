using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Natural keys made of several fields.</summary>
internal static class Keys
{
    /// <summary>The parts as one text; null while one is not known, such as a reference to what is yet to be made.</summary>
    public static string? Of(params ReadOnlySpan<Value?> parts)
    {
        var texts = new List<string>(parts.Length);
        foreach (var part in parts)
        {
            if (part is not Value.Text { Content: var text })
                return null;
            texts.Add(text);
        }

        return string.Join('\n', texts);
    }

    /// <summary>A map of those entries that are there; null when none is, so that it is left out of its own parent.</summary>
    public static Value.Map? Group(params ReadOnlySpan<(string Key, Value? Value)> entries)
    {
        var map = Value.Map.Of(entries);
        return map.Entries.IsEmpty ? null : map;
    }
}
