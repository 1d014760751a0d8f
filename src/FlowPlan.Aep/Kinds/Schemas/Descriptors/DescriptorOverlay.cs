using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;

namespace FlowPlan.Aep.Kinds.Schemas.Descriptors;

/// <summary>Adds to a declared descriptor what the live one has and no field tells, because the service replaces the whole.</summary>
internal static class DescriptorOverlay
{
    private const string Language = "en_us";

    /// <summary>Properties that fields tell whole: they go where they are not declared any more.</summary>
    private static readonly string[] Told =
        ["xdm:namespace", "xdm:isPrimary", "xdm:destinationSchema", "xdm:destinationProperty", "xdm:cardinality", "xdm:identityNamespace", "xdm:labels"];

    /// <summary>Texts by language, of which fields tell one.</summary>
    private static readonly string[] Localized = ["xdm:title", "xdm:description"];

    /// <summary>Properties that say how another is to be read: they stay as long as the other one does.</summary>
    private static readonly Dictionary<string, string> Following = new(StringComparer.Ordinal)
    {
        ["xdm:property"] = "xdm:namespace",
        ["xdm:sourceVersion"] = "xdm:sourceSchema",
        ["xdm:destinationVersion"] = "xdm:destinationSchema",
    };

    /// <summary>Completes <paramref name="declared"/>.</summary>
    /// <param name="live">The descriptor as it is.</param>
    /// <param name="declared">The descriptor as a new one would be.</param>
    public static JsonObject Of(JsonElement live, JsonObject declared)
    {
        foreach (var property in live.EnumerateObject().Where(p => IsContent(p.Name) && !Told.Contains(p.Name)))
        {
            if (Localized.Contains(property.Name))
                KeepLanguages(property, declared);
            else if (Following.TryGetValue(property.Name, out var other) ? live.TextAt(other) == declared[other]?.ToString() : !declared.ContainsKey(property.Name))
                declared[property.Name] = NodeOf(property.Value);
        }

        return declared;
    }

    /// <summary>Everything else is the service's own, or told by fields.</summary>
    private static bool IsContent(string name) => name.StartsWith("xdm:", StringComparison.Ordinal) || name == "meta:excludeMetaEnum";

    private static void KeepLanguages(JsonProperty texts, JsonObject declared)
    {
        if (texts.Value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var text in texts.Value.EnumerateObject().Where(t => t.Name != Language))
        {
            if (declared[texts.Name] is not JsonObject all)
                declared[texts.Name] = all = [];
            all[text.Name] = NodeOf(text.Value);
        }
    }

    private static JsonNode? NodeOf(JsonElement element) => JsonNode.Parse(element.GetRawText());
}
