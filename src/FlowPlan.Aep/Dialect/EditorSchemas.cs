using System.Text.Json.Nodes;
using FlowPlan.Core.Manifests.Model;

namespace FlowPlan.Aep.Dialect;

/// <summary>
/// The JSON Schemas for editors: of a manifest, of a file that it includes, of a component in a file of its own, and of a file of variables. A manifest as it is
/// written is not yet what is checked: a value may be an expression, and <c>defaults</c> may give what a block lacks. These schemas report neither.
/// </summary>
public static class EditorSchemas
{
    /// <summary>What is not a part of a resource, so that its values are what they look like.</summary>
    private static readonly string[] WithoutExpressions = ["component", "instance", "variable", "environment", "import", "forEach", "when", "expression"];

    /// <summary>What describes a value to a reader, and stays where it is when its rule becomes one of two.</summary>
    private static readonly string[] Shown = ["title", "description", "default", "examples"];

    private static readonly Dictionary<string, Func<ManifestVocabulary, JsonObject>> ByFile = new(StringComparer.Ordinal)
    {
        ["manifest"] = Lenient,
        ["include"] = words => Included(Lenient(words)),
        ["component"] = words => Component(Lenient(words)),
        ["variables"] = _ => Variables(),
    };

    /// <summary>The kinds of files, that of manifests first.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. ByFile.Keys];

    /// <summary>The schema of a kind of file.</summary>
    /// <param name="file">One of <see cref="Files"/>.</param>
    /// <param name="vocabulary">The words of manifests.</param>
    public static string Of(string file, ManifestVocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return Write(file, ByFile[file](vocabulary));
    }

    private static string Write(string name, JsonObject schema)
    {
        // The order of keys is that in which people read them.
        var whole = new JsonObject { ["$schema"] = "http://json-schema.org/draft-07/schema#", ["$id"] = "urn:flowplan:schema:" + name };
        foreach (var (key, value) in schema.Where(p => p.Key != "$schema").ToList())
        {
            schema.Remove(key);
            whole[key] = value;
        }

        return ManifestSchema.Write(whole);
    }

    private static JsonObject Lenient(ManifestVocabulary vocabulary)
    {
        var root = JsonNode.Parse(vocabulary.JsonSchema)!.AsObject();
        var definitions = root["definitions"]!.AsObject();
        definitions["expression"] = new JsonObject
        {
            ["title"] = "Expression",
            ["description"] = "A text with an expression in it, such as {{ var.region }}.",
            ["type"] = "string",
            ["pattern"] = @"\{\{",
        };
        foreach (var (name, definition) in definitions.Where(d => !WithoutExpressions.Contains(d.Key)).ToList())
        {
            Relax(definition!.AsObject());
            if (vocabulary.Sections.Values.Contains(name))
                definition.AsObject().Remove("required");
        }

        return root;
    }

    /// <summary>An included file has the sections of a manifest; what must be there may be in any of the files.</summary>
    private static JsonObject Included(JsonObject manifest)
    {
        manifest["title"] = "FlowPlan: a file that a manifest includes";
        manifest.Remove("required");
        manifest["properties"]!.AsObject().Remove("include");
        return manifest;
    }

    private static JsonObject Component(JsonObject manifest)
    {
        var definitions = manifest["definitions"]!.AsObject();
        var component = definitions["component"]!.DeepClone().AsObject();
        component["title"] = "FlowPlan: a component in a file of its own";
        manifest.Remove("definitions");
        component["definitions"] = definitions;
        return component;
    }

    private static JsonObject Variables() => new()
    {
        ["title"] = "FlowPlan: a file of variables",
        ["description"] = "A value for each variable that it names, for --var-file.",
        ["type"] = "object",
        ["additionalProperties"] = false,
        ["patternProperties"] = new JsonObject
        {
            ["^[A-Za-z_][A-Za-z0-9_]*$"] = new JsonObject { ["description"] = "The value of the variable of that name, of the variable's type.", ["examples"] = new JsonArray("emea", 30) },
        },
    };

    /// <summary>Lets each value inside a schema be an expression too.</summary>
    private static void Relax(JsonObject schema)
    {
        foreach (var (keyword, value) in schema.ToList())
        {
            if (keyword is "properties" or "patternProperties")
            {
                foreach (var (name, inner) in value!.AsObject().ToList())
                    value[name] = Value(inner!.AsObject());
            }
            else if (keyword is "items" or "additionalProperties" && value is JsonObject one)
            {
                schema[keyword] = Value(one);
            }
            else if (keyword is "oneOf" or "anyOf")
            {
                foreach (var form in value!.AsArray())
                    Relax(form!.AsObject());
            }
        }

        // A text can now be of two forms at once.
        if (schema["oneOf"] is { } forms)
        {
            schema.Remove("oneOf");
            schema["anyOf"] = forms;
        }
    }

    private static JsonObject Value(JsonObject schema)
    {
        schema = schema.DeepClone().AsObject();
        Relax(schema);
        if (schema.ContainsKey("$ref") || TakesAnyText(schema))
            return schema;
        var expression = new JsonObject { ["$ref"] = "#/definitions/expression" };
        if (schema["anyOf"] is JsonArray forms)
        {
            forms.Add((JsonNode)expression);
            return schema;
        }

        var whole = new JsonObject();
        foreach (var keyword in Shown.Where(schema.ContainsKey))
        {
            whole[keyword] = schema[keyword]!.DeepClone();
            schema.Remove(keyword);
        }

        whole["anyOf"] = new JsonArray(schema, expression);
        return whole;
    }

    private static bool TakesAnyText(JsonObject schema) =>
        !schema.ContainsKey("enum") && !schema.ContainsKey("pattern") && schema["type"] switch
        {
            null => !schema.ContainsKey("anyOf"),
            JsonArray types => types.Any(t => (string?)t == "string"),
            var type => (string?)type == "string",
        };
}
