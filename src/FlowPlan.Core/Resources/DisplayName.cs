using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>The field that names an object for people.</summary>
public static class DisplayName
{
    private static readonly string[] Fields = ["name", "title"];

    /// <summary>The display name in the fields of a resource, or null.</summary>
    public static string? Find(Value.Map fields) => Fields.Select(fields.TextOf).FirstOrDefault(name => name is not null);

    /// <summary>Whether a field is the one that holds the display name.</summary>
    public static bool IsAt(FieldPath path) => path.Keys is [var key] && Fields.Contains(key, StringComparer.Ordinal);
}
