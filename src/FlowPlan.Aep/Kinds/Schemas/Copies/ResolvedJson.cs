using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Copies;

/// <summary>
/// What is kept of the JSON Schema of a resolved schema: what it says about records, in one form. What the registry notes for itself is left
/// out, such as who changed it, in which sandbox: it would change without a change of the schema.
/// </summary>
internal static class ResolvedJson
{
    private static readonly string[] Kept =
    [
        "$ref", "title", "description", "type", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "enum", "default", "meta:enum",
        "meta:xdmType", "meta:status", "meta:class",
    ];

    /// <summary>The part of a schema that is kept.</summary>
    public static Value.Map Clean(Value.Map json)
    {
        var entries = json.Entries.Where(e => Kept.Contains(e.Key)).ToList();
        foreach (var key in (ReadOnlySpan<string>)["items", "additionalProperties"])
        {
            if (json[key] is Value.Map below)
                entries.Add(new(key, Clean(below)));
        }

        if (json["properties"] is Value.Map fields)
            entries.Add(new("properties", Value.Map.Of(fields.Entries.Where(f => f.Value is Value.Map).Select(f => KeyValuePair.Create<string, Value>(f.Key, Clean((Value.Map)f.Value))))));

        // The order in which the parts of a schema name them says nothing.
        if (json["required"] is Value.List { Items: { IsEmpty: false } names })
            entries.Add(new("required", new Value.List([.. names.OfType<Value.Text>().Distinct().OrderBy(n => n.Content, StringComparer.Ordinal)])));
        return Value.Map.Of(entries);
    }
}
