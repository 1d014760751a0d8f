using System.Globalization;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>
/// The one form of each spelling that services give back differently from what they were sent. References and secrets pass through.
/// </summary>
internal static class CanonicalForms
{
    /// <summary>
    /// A version with its minor part: <c>1</c>, 1, <c>1.0</c> and <c>application/vnd.adobe.xed-full+json; version=1</c> are all <c>1.0</c>.
    /// </summary>
    public static Value? FullVersion(Value? value)
    {
        var bare = Bare(value);
        return bare is Value.Text { Content: var text } && text.Length > 0 && text.All(char.IsAsciiDigit) ? Value.Of(text + ".0") : bare;
    }

    /// <summary>The major part of a version: <c>1.0</c>, 1 and <c>application/vnd.adobe.xed+json; version=1</c> are all <c>1</c>.</summary>
    public static Value? MajorVersion(Value? value) =>
        Bare(value) is Value.Text { Content: var text } ? Value.Of(text.Split('.')[0]) : Bare(value);

    /// <summary>A whole number, given as a number or as its text: <c>"0"</c> is 0.</summary>
    public static Value? Integer(Value? value) =>
        value is Value.Text { Content: var text } && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? Value.Of((decimal)number)
            : value;

    /// <summary>Numbers and truths that are given as text, deep: a flow's schedule comes back with <c>"15"</c> for 15.</summary>
    public static Value Scalars(Value value) => value switch
    {
        Value.Text { Content: "true" } => Value.Of(true),
        Value.Text { Content: "false" } => Value.Of(false),
        Value.Text => Integer(value)!,
        Value.List(var items) => new Value.List([.. items.Select(Scalars)]),
        Value.Map map => Value.Map.Of(map.Entries.Select(e => KeyValuePair.Create(e.Key, Scalars(e.Value)))),
        _ => value,
    };

    /// <summary>A list of texts of which neither order nor repetition counts, such as the values of a tag: sorted, each once.</summary>
    public static Value Set(Value value) => value is Value.List(var items) && items.All(i => i is Value.Text)
        ? new Value.List([.. items.Distinct().OrderBy(i => ((Value.Text)i).Content, StringComparer.Ordinal)])
        : value;

    /// <summary>Whether a dataset's tag holds a mark such as <c>enabled:true</c>, with or without blanks.</summary>
    public static bool TagSays(JsonElement tags, string name, string mark) =>
        tags.ItemsAt(name).Any(i =>
            i.ValueKind == JsonValueKind.String
            && string.Equals(i.GetString()!.Replace(" ", string.Empty, StringComparison.Ordinal), mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name under which a source type is sent, for any of its spellings; null for one that FlowPlan does not know.</summary>
    public static string? SourceType(string? spelling) => spelling switch
    {
        null or "ATTRIBUTE" or "text/x.schema-path" => "ATTRIBUTE",
        "EXPRESSION" or "text/x.aep-xl" => "EXPRESSION",
        _ => null,
    };

    /// <summary>
    /// The fields of a mapping set, in either dialect, as a map from the target path to <c>{source}</c> or <c>{expression}</c>,
    /// with <c>identity</c> where it is true.
    /// </summary>
    public static Value.Map MappingFields(IEnumerable<JsonElement> mappings) =>
        Value.Map.Of(
            from mapping in mappings
            let destination = mapping.TextAt("destination") ?? mapping.TextAt("destinationXdmPath")
            where destination is not null
            select KeyValuePair.Create<string, Value>(destination, MappingField(mapping)));

    /// <summary>A declared field of a mapping in the same form: a bare text is a source, and <c>identity: false</c> goes without saying.</summary>
    public static Value MappingField(Value field) => field switch
    {
        Value.Text => Value.Map.Of(("source", field)),
        Value.Map map when map["identity"] is Value.Bool { Truth: false } or Value.Null => map.Without("identity"),
        _ => field,
    };

    /// <summary>Maps what is there and leaves the rest: the value at a key, put into another form.</summary>
    public static Value.Map Rewrite(Value.Map map, string key, Func<Value, Value?> form) =>
        map[key] is { } value && form(value) is { } made ? map.With(key, made) : map;

    /// <summary>As <see cref="Rewrite(Value.Map, string, Func{Value, Value})"/>, for a key of an inner map.</summary>
    public static Value.Map Rewrite(Value.Map map, string group, string key, Func<Value, Value?> form) =>
        map[group] is Value.Map inner ? map.With(group, Rewrite(inner, key, form)) : map;

    private static Value.Map MappingField(JsonElement mapping)
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
            ("identity", mapping.ValueAt("identity") is Value.Bool { Truth: true } yes ? yes : null));
    }

    private static Value? Bare(Value? value)
    {
        if (value is Value.Number number)
            return Value.Of(number.ToString());
        if (value is not Value.Text { Content: var text })
            return value;
        var trimmed = text.Trim();
        if (!trimmed.Contains('/', StringComparison.Ordinal))
            return Value.Of(trimmed);
        foreach (var parameter in trimmed.Split(';').Skip(1))
        {
            var parts = parameter.Split('=', 2);
            if (parts.Length == 2 && string.Equals(parts[0].Trim(), "version", StringComparison.OrdinalIgnoreCase))
                return Value.Of(parts[1].Trim());
        }

        return null;
    }
}
