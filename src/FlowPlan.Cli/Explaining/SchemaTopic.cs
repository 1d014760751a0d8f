using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowPlan.Cli.Explaining;

/// <summary>A place in the JSON Schema of the manifest.</summary>
/// <param name="root">The schema.</param>
/// <param name="at">The place.</param>
internal sealed partial class SchemaTopic(JsonElement root, JsonElement at)
{
    /// <summary>How far a place leads through references, alternatives, entries of maps and items of lists.</summary>
    private const int Deepest = 6;

    private static readonly (string Type, string Word)[] Types = [("object", "map"), ("array", "list")];

    public string? Description => Text("description");

    /// <summary>The types that it can have, such as <c>string or map</c>.</summary>
    public string Type => string.Join(" or ", Forms().Select(f => f.TryGetProperty("type", out var type) ? type : default).SelectMany(t => t.ValueKind switch { JsonValueKind.Array => t.EnumerateArray().Select(Plain), JsonValueKind.String => [Plain(t)], _ => [] }).Distinct().Select(Word));

    /// <summary>The values that it can have, where they are listed.</summary>
    public IReadOnlyList<string> Values => [.. Forms().Where(f => f.TryGetProperty("enum", out _)).SelectMany(f => f.GetProperty("enum").EnumerateArray()).Select(Plain)];

    /// <summary>The form that it must have, in words.</summary>
    public string? Form => Text("x-message");

    public IReadOnlyList<string> Examples => [.. Forms().Where(f => f.TryGetProperty("examples", out _)).SelectMany(f => f.GetProperty("examples").EnumerateArray()).Select(Plain)];

    public string? Default => Forms().Where(f => f.TryGetProperty("default", out _)).Select(f => Plain(f.GetProperty("default"))).FirstOrDefault();

    /// <summary>The keys that it can have; those of its entries, if it is a map with names of the author or a list.</summary>
    public IReadOnlyList<(string Key, SchemaTopic Topic, bool IsRequired)> Keys =>
        [.. KeysOf(at, Deepest).DistinctBy(k => k.Property.Name).Select(k => (k.Property.Name, new SchemaTopic(root, k.Property.Value), k.IsRequired))];

    private string? Text(string key) => Forms().Select(f => f.TryGetProperty(key, out var text) ? text.GetString() : null).FirstOrDefault(t => t is not null);

    /// <summary>The place itself with what it refers to, and its alternatives.</summary>
    private IEnumerable<JsonElement> Forms() => FormsOf(at, Deepest);

    private IEnumerable<JsonElement> FormsOf(JsonElement place, int depth)
    {
        if (depth == 0 || place.ValueKind != JsonValueKind.Object)
            yield break;
        yield return place;
        foreach (var form in Parts(place, "$ref", "oneOf", "anyOf", "allOf").SelectMany(next => FormsOf(next, depth - 1)))
            yield return form;
    }

    private IEnumerable<(JsonProperty Property, bool IsRequired)> KeysOf(JsonElement place, int depth)
    {
        if (depth == 0 || place.ValueKind != JsonValueKind.Object)
            yield break;
        if (place.TryGetProperty("properties", out var properties))
        {
            var required = place.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(n => n.GetString()).ToHashSet() : [];
            foreach (var property in properties.EnumerateObject())
                yield return (property, required.Contains(property.Name));
            yield break;
        }

        foreach (var key in Parts(place, "$ref", "oneOf", "anyOf", "allOf", "items", "additionalProperties", "patternProperties").SelectMany(next => KeysOf(next, depth - 1)))
            yield return key;
    }

    private IEnumerable<JsonElement> Parts(JsonElement place, params string[] keys) => keys
        .Where(key => place.TryGetProperty(key, out _))
        .SelectMany(key => (key, place.GetProperty(key)) switch
        {
            ("$ref", var reference) => [root.GetProperty("definitions").GetProperty(reference.GetString()!.Split('/')[^1])],
            ("patternProperties", var patterns) => patterns.EnumerateObject().Select(p => p.Value),
            (_, { ValueKind: JsonValueKind.Array } several) => several.EnumerateArray().AsEnumerable(),
            (_, var one) => [one],
        });

    private static string Word(string type) => Array.Find(Types, t => t.Type == type).Word ?? type;

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : Spaces().Replace(value.GetRawText(), m => m.Value[0] == '"' ? m.Value : " ").Trim();

    /// <summary>A string, which stays as it is, or spaces.</summary>
    [GeneratedRegex(@"""(\\.|[^""\\])*""|\s+")]
    private static partial Regex Spaces();
}
