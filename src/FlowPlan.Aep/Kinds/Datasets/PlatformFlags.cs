using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Kinds.Datasets;

/// <summary>The flags in the tags of the platform, such as <c>enabled:true</c>. Other values of such a tag, such as the time of enabling, are not ours.</summary>
internal static class PlatformFlags
{
    /// <summary>The flag that switches a tag on.</summary>
    public const string On = "enabled:true";

    /// <summary>The flag that switches a tag off.</summary>
    public const string Off = "enabled:false";

    /// <summary>The flag for upserts to Profile.</summary>
    public const string Upsert = "isUpsert:true";

    private static readonly string[] Names = ["enabled", "isUpsert"];

    /// <summary>Whether a tag holds a flag, with or without spaces.</summary>
    public static bool Has(JsonElement tags, string tag, string flag) => In(tags, tag).Contains(flag, StringComparer.OrdinalIgnoreCase);

    /// <summary>The flags of a tag without spaces.</summary>
    public static IEnumerable<string> In(JsonElement tags, string tag) => tags.ItemsAt(tag).Select(FlagOf).OfType<string>();

    /// <summary>Whether a tag holds a flag with a space. Documents and users disagree on whether the platform takes it for set.</summary>
    public static bool AreSpaced(JsonElement tags, string tag) => tags.ItemsAt(tag).Any(i => FlagOf(i) is { } flag && flag != i.GetString());

    /// <summary>A tag with these flags in the place of those that it has; its other values stay.</summary>
    public static JsonArray Write(JsonElement tags, string tag, IEnumerable<string> flags) =>
        [.. flags.Select(f => (JsonNode)f), .. tags.ItemsAt(tag).Where(i => FlagOf(i) is null).Select(i => JsonNode.Parse(i.GetRawText()))];

    private static string? FlagOf(JsonElement item)
    {
        if (item.ValueKind != JsonValueKind.String)
            return null;
        var text = item.GetString()!.Replace(" ", string.Empty, StringComparison.Ordinal);
        return Names.Contains(text.Split(':')[0], StringComparer.OrdinalIgnoreCase) ? text : null;
    }
}
