using System.Text.Json.Nodes;
using FlowPlan.Emulator.Services.SchemaRegistry.Standard;

namespace FlowPlan.Emulator.Services.SchemaRegistry.Resolving;

/// <summary>All fields of the standard components as JSON Schema, from the embedded table whose head describes its format.</summary>
internal static class StandardTable
{
    private const string TimeSeries = StandardComponents.Prefix + "data/time-series";

    private static readonly Lazy<Dictionary<string, List<string[]>>> Lines = new(Read);

    /// <summary>A component with its own fields; what is of another component is a <c>$ref</c> to it. Null where the table does not have it.</summary>
    public static JsonObject? Find(string id)
    {
        if (!Lines.Value.TryGetValue(id, out var lines))
            return null;
        var (component, others) = (new JsonObject { ["type"] = "object" }, new JsonArray());
        foreach (var line in lines)
        {
            var type = line[1].TrimEnd('!');
            if (line[0] == ".")
                others.Add((JsonNode)new JsonObject { ["$ref"] = Full(type[1..]) });
            else
                Put(component, line[0].Replace("@id", "_id", StringComparison.Ordinal).Split('.'), FieldOf(type, line.Length > 2 ? line[2] : null), line[1].EndsWith('!'));
        }

        if (id == TimeSeries)
            component["required"] = new JsonArray("_id", "timestamp");
        if (others.Count > 0)
            component["allOf"] = others;
        return component;
    }

    /// <summary>Puts a field where its path says: <c>[]</c> after the name of an array, <c>{}</c> after that of a map.</summary>
    private static void Put(JsonObject at, ReadOnlySpan<string> names, JsonObject field, bool isRequired)
    {
        var name = names[0].TrimEnd('[', ']', '{', '}');
        var properties = at.ObjectAt("properties");
        if (isRequired && names.Length == 1)
            at["required"] = new JsonArray([.. (at["required"] as JsonArray ?? []).Select(n => n!.DeepClone()), JsonValue.Create(name)]);
        var marks = names[0][name.Length..];
        if (names.Length == 1 && marks.Length == 0)
        {
            Fill(properties.ObjectAt(name), field);
            return;
        }

        var inner = properties.ObjectAt(name);
        for (; marks.Length > 0; marks = marks[2..])
        {
            inner["type"] = marks[0] == '[' ? "array" : "object";
            inner = inner.ObjectAt(marks[0] == '[' ? "items" : "additionalProperties");
        }

        if (names.Length == 1)
        {
            Fill(inner, field);
            return;
        }

        inner["type"] ??= "object";
        Put(inner, names[1..], field, isRequired);
    }

    private static void Fill(JsonObject target, JsonObject field)
    {
        foreach (var (key, value) in field)
            target[key] = value?.DeepClone();
    }

    private static JsonObject FieldOf(string type, string? values)
    {
        if (type[0] == 'r')
            return new() { ["$ref"] = Full(type[1..]), ["type"] = "object" };
        var (json, format) = type switch
        {
            "s" => ("string", null),
            "u" => ("string", "uri"),
            "d" => ("string", "date"),
            "D" => ("string", "date-time"),
            "i" => ("integer", null),
            "n" => ("number", null),
            "b" => ("boolean", null),
            "a" => ("array", null),
            _ => ("object", (string?)null),
        };
        var field = new JsonObject { ["type"] = json };
        if (format is not null)
            field["format"] = format;
        if (type == "m")
            field["meta:xdmType"] = "map";
        if (values is not null)
            field["enum"] = new JsonArray([.. values.Split(',').Select(v => (JsonNode)v)]);
        return field;
    }

    private static JsonObject ObjectAt(this JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject inner)
            parent[name] = inner = [];
        return inner;
    }

    private static string Full(string id) => id.Contains("://", StringComparison.Ordinal) ? id : StandardComponents.Prefix + id;

    private static Dictionary<string, List<string[]>> Read()
    {
        using var stream = typeof(StandardTable).Assembly.GetManifestResourceStream("standard-fields.txt")
            ?? throw new InvalidOperationException("The table of standard fields is missing.");
        using var reader = new StreamReader(stream);
        var (all, current) = (new Dictionary<string, List<string[]>>(StringComparer.Ordinal), new List<string[]>());
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('\t'))
                current.Add(line[1..].Split('\t'));
            else if (!line.StartsWith('#'))
                all[Full(line.Split('\t')[1])] = current = [];
        }

        return all;
    }
}
