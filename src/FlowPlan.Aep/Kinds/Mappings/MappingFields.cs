using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>The fields of a mapping set in their one form, read from either format of the service.</summary>
internal static class MappingFields
{
    /// <summary>The name under which a source type is sent, for any of its spellings; null for an unknown one.</summary>
    public static string? SourceType(string? spelling) => spelling switch
    {
        null or "ATTRIBUTE" or "text/x.schema-path" => "ATTRIBUTE",
        "EXPRESSION" or "text/x.aep-xl" => "EXPRESSION",
        _ => null,
    };

    /// <summary>The path of the schema that a mapping fills, in either format; null where it has none.</summary>
    public static string? DestinationOf(JsonElement mapping) => mapping.TextAt("destination") ?? mapping.TextAt("destinationXdmPath");

    /// <summary>
    /// The fields of a mapping set, in either format, as a map from the target path to <c>{source}</c> or <c>{expression}</c>,
    /// with <c>identity</c> where it is true.
    /// </summary>
    public static Value.Map Read(IEnumerable<JsonElement> mappings) =>
        Value.Map.Of(
            from mapping in mappings
            let destination = DestinationOf(mapping)
            where destination is not null
            select KeyValuePair.Create<string, Value>(destination, ReadField(mapping)));

    /// <summary>A declared field of a mapping in the same form: a bare text is a source, and <c>identity: false</c> goes without saying.</summary>
    public static Value Canonicalize(Value field) => field switch
    {
        Value.Text => Value.Map.Of(("source", field)),
        Value.Map map when map["identity"] is Value.Bool { IsTrue: false } or Value.Null => map.Without("identity"),
        _ => field,
    };

    /// <summary>Why fields by target path cannot represent the whole set; null when they do.</summary>
    public static string? UnsupportedPartOf(JsonElement set)
    {
        var targets = set.ItemsAt("mappings").Select(DestinationOf).ToList();
        if (targets.Exists(t => t is null))
            return "one of its fields has no target";
        if (targets.Distinct().Count() < targets.Count)
            return "several of its fields have the same target";
        var odd = set.ItemsAt("mappings").FirstOrDefault(m => SourceType(m.TextAt("sourceType")) is null);
        return odd.ValueKind == JsonValueKind.Object ? $"it has a field of the source type '{odd.TextAt("sourceType")}'" : null;
    }

    private static Value.Map ReadField(JsonElement mapping)
    {
        var source = mapping.ValueAt("source") ?? mapping.ValueAt("sourceAttribute");
        var spelling = mapping.TextAt("sourceType");
        return Value.Map.Of(
            SourceType(spelling) switch
            {
                "ATTRIBUTE" => ("source", source),
                "EXPRESSION" => ("expression", source),
                _ => ("unknown " + spelling, source),
            },
            ("identity", mapping.ValueAt("identity") is Value.Bool { IsTrue: true } yes ? yes : null));
    }
}
