using System.Collections.Immutable;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Fields;

/// <summary>A field without those below it: from JSON Schema to what a manifest declares, and back.</summary>
internal static class FieldJson
{
    /// <summary>What is the same in a manifest and in JSON Schema.</summary>
    private static readonly ImmutableArray<string> Same = ["title", "description", "pattern", "minLength", "maxLength", "minimum", "maximum", "enum", "default"];

    /// <summary>The field as a manifest declares it.</summary>
    public static Value.Map Read(Value.Map json, bool isRequired = false)
    {
        var entries = new List<(string, Value?)> { ("required", isRequired ? Value.Of(true) : null) };
        if (json["meta:status"] == Value.Of("deprecated"))
            entries.Add(("deprecated", Value.Of(true)));
        if (json.TextOf("$ref") is { } target)
            return Value.Map.Of([.. entries, ("ref", Value.Of(target)), ("title", json["title"]), ("description", json["description"])]);
        var type = TypeOf(json);
        entries.Add(("type", Value.Of(type)));
        if (json.TextOf("format") is { } format && FieldTypes.Find(type)?.Format is null)
            entries.Add(("format", Value.Of(format)));
        var implied = FieldTypes.IsImplied(type, json["minimum"], json["maximum"]);
        foreach (var name in Same.Where(n => !(implied && n is "minimum" or "maximum")))
            entries.Add((name, json[name] is Value.Text { Content.Length: 0 } or Value.Null ? null : json[name]));
        entries.Add(("values", json["meta:enum"] is Value.Map { Entries.IsEmpty: false } labels ? labels : null));
        entries.Add(("items", ItemsOf(json) is { } items ? Read(items) : null));
        return Value.Map.Of([.. entries]);
    }

    /// <summary>The JSON Schema of the items of a list or the values of a map; null elsewhere.</summary>
    public static Value.Map? ItemsOf(Value.Map json) => (json["items"] ?? (TypeOf(json) == FieldTypes.Map ? json["additionalProperties"] : null)) as Value.Map;

    /// <summary>The key of JSON Schema that leads to the items of a list or the values of a map; null for any other field.</summary>
    public static string? BelowOf(Value.Map json) => TypeOf(json) switch
    {
        FieldTypes.Array => "items",
        FieldTypes.Map => "additionalProperties",
        _ => null,
    };

    /// <summary>The JSON Schema of a declared field.</summary>
    public static JsonObject Write(Value.Map field, Payload payload)
    {
        var json = new JsonObject();
        if (field.TextOf("ref") is { } target)
        {
            json["$ref"] = target;
            json["type"] = "object";
        }

        var type = FieldTypes.Find(field.TextOf("type") ?? string.Empty);
        if (type is not null)
        {
            json["type"] = type.Json;
            if (type.Name == FieldTypes.Map)
                json["meta:xdmType"] = FieldTypes.Map;
            if ((type.Format ?? field.TextOf("format")) is { } format)
                json["format"] = format;
        }

        foreach (var name in Same.Where(n => field[n] is not null))
            json[name] = payload.Node(field[name]);
        if (type?.Limit is { } limit && field["minimum"] is null && field["maximum"] is null)
            (json["minimum"], json["maximum"]) = (JsonValue.Create(-(long)limit), JsonValue.Create((long)limit));
        if (field["values"] is { } labels)
            json["meta:enum"] = payload.Node(labels);
        if (field["items"] is Value.Map items)
            json[type?.Name == FieldTypes.Map ? "additionalProperties" : "items"] = Write(items, payload);
        if (field["deprecated"] == Value.Of(true))
            json["meta:status"] = "deprecated";
        return json;
    }

    private static string TypeOf(Value.Map json)
    {
        if (json.TextOf("meta:xdmType") == FieldTypes.Map || (json["additionalProperties"] is Value.Map && json["properties"] is not Value.Map { Entries.IsEmpty: false }))
            return FieldTypes.Map;
        return FieldTypes.NameOf(json.TextOf("type") ?? (json["items"] is null ? null : FieldTypes.Array), json.TextOf("format"), json["minimum"], json["maximum"]);
    }
}
