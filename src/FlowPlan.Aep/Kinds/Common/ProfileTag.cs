using System.Text.Json;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>The tag of a schema that is enabled for Profile, among its <c>meta:immutableTags</c>.</summary>
internal static class ProfileTag
{
    /// <summary>The tag.</summary>
    public const string Union = "union";

    /// <summary>Whether a schema as the registry returns it has the tag.</summary>
    public static bool IsOn(JsonElement schema) => schema.ItemsAt("meta:immutableTags").Any(t => t.ValueKind == JsonValueKind.String && t.GetString() == Union);
}
