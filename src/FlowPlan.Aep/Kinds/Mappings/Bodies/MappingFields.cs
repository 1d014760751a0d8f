using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Bodies;

/// <summary>The fields of a mapping set in their one form, read from either format of the service.</summary>
internal static class MappingFields
{
    /// <summary>The groups of canonical fields whose keys are targets: what goes into each, and its name and description, which are compared by themselves.</summary>
    public static readonly string[] Groups = ["fields", "names", "descriptions"];

    /// <summary>The texts of a field, each with its group.</summary>
    public static readonly (string Group, string Key)[] Texts = [("names", "name"), ("descriptions", "description")];

    /// <summary>What a set has besides its fields: whether it is strict, and whether it writes null.</summary>
    public static readonly string[] Flags = ["strictMapping", "allowNullValues"];

    /// <summary>The schema of the source records, where the set has one.</summary>
    public const string InputSchema = "inputSchema";

    /// <summary>The keys of a field in the order in which they are written.</summary>
    public static readonly string[] Order = ["source", "expression", "static", "identity", "name", "description"];

    /// <summary>The name under which a source type is sent, for any of its spellings; null for an unknown one.</summary>
    public static string? SourceType(string? spelling) => spelling switch
    {
        null or "ATTRIBUTE" or "text/x.schema-path" => "ATTRIBUTE",
        "EXPRESSION" or "text/x.aep-xl" => "EXPRESSION",
        "STATIC" => "STATIC",
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

    /// <summary>The names or descriptions of the mappings of a set, by target; null where there are none.</summary>
    public static Value.Map? TextsIn(IEnumerable<JsonElement> mappings, string key)
    {
        var texts = Value.Map.Of(
            from mapping in mappings
            let destination = DestinationOf(mapping)
            where destination is not null && mapping.TextAt(key) is { Length: > 0 }
            select KeyValuePair.Create<string, Value>(destination, Value.Of(mapping.TextAt(key)!)));
        return texts.Entries.IsEmpty ? null : texts;
    }

    /// <summary>A field with its name and description, as a manifest writes it.</summary>
    public static Value WithTexts(Value.Map set, string target, Value field) => Texts.Aggregate(field, (with, text) =>
        (set[text.Group] as Value.Map)?[target] is { } value && with is Value.Map map ? map.With(text.Key, value) : with);

    /// <summary>A value of one of the groups in its canonical form.</summary>
    public static Value Canonicalize(Value value, string group) => group == "fields" ? Canonicalize(value) : value;

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
                "STATIC" => ("static", source),
                _ => ("unknown " + spelling, source),
            },
            ("identity", mapping.ValueAt("identity") is Value.Bool { IsTrue: true } yes ? yes : null));
    }
}
