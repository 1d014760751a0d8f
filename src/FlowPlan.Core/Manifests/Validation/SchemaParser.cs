using System.Text.Json;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>Reads the text of a JSON Schema.</summary>
internal sealed class SchemaParser
{
    private const string Definitions = "#/definitions/";

    private readonly JsonElement root;
    private readonly Dictionary<string, SchemaRule> references = new(StringComparer.Ordinal);

    private readonly Dictionary<string, SchemaPattern> patterns = new(StringComparer.Ordinal);

    private SchemaParser(JsonElement root) => this.root = root;

    /// <summary>The rule of a whole document.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="NotSupportedException">The schema has a keyword that is not supported.</exception>
    public static SchemaRule Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return new SchemaParser(document.RootElement).Read(document.RootElement);
    }

    private SchemaRule Read(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out var reference))
            return Resolve(reference.GetString()!, schema);
        var rule = new SchemaRule();
        Fill(rule, schema);
        return rule;
    }

    /// <summary>A referenced rule; with the message of the schema that refers to it, if that has one.</summary>
    private SchemaRule Resolve(string reference, JsonElement from)
    {
        if (!reference.StartsWith(Definitions, StringComparison.Ordinal))
            throw new NotSupportedException($"the reference '{reference}'");
        var message = MessageOf(from);
        var name = message is null ? reference : reference + "\n" + message;
        if (references.TryGetValue(name, out var known))
            return known;
        var rule = references[name] = new SchemaRule();
        Fill(rule, root.GetProperty("definitions").GetProperty(reference[Definitions.Length..]));
        rule.Message = message ?? rule.Message;
        return rule;
    }

    private void Fill(SchemaRule rule, JsonElement schema)
    {
        rule.Message = MessageOf(schema) ?? rule.Message;
        foreach (var keyword in schema.EnumerateObject())
            Fill(rule, keyword.Name, keyword.Value);
    }

    private void Fill(SchemaRule rule, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "type":
                rule.Types = value.ValueKind == JsonValueKind.Array ? Texts(value) : [value.GetString()!];
                break;
            case "enum":
                rule.Enumeration = Texts(value);
                break;
            case "pattern":
                rule.Pattern = PatternOf(value.GetString()!);
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" or "minimum" or "maximum":
                Limit(rule, keyword, value);
                break;
            case "uniqueItems":
                rule.UniqueItems = value.GetBoolean();
                break;
            case "items":
                rule.Items = Read(value);
                break;
            case "required":
                rule.Required = Texts(value);
                break;
            case "properties":
                rule.Properties = value.EnumerateObject().ToDictionary(p => p.Name, p => Read(p.Value), StringComparer.Ordinal);
                break;
            case "patternProperties":
                rule.PatternProperties = [.. value.EnumerateObject().Select(p => (PatternOf(p.Name), Read(p.Value)))];
                break;
            case "additionalProperties":
                rule.AllowsAdditionalProperties = value.ValueKind != JsonValueKind.False;
                rule.AdditionalProperties = value.ValueKind == JsonValueKind.Object ? Read(value) : null;
                break;
            case "x-elsewhere":
                rule.Elsewhere = value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);
                break;
            case "oneOf":
                rule.OneOf = [.. value.EnumerateArray().Select(Read)];
                break;
            case "anyOf":
                rule.AnyOf = [.. value.EnumerateArray().Select(Read)];
                break;
            case "$schema" or "$id" or "definitions" or "title" or "description" or "default" or "examples" or "x-message":
                break;
            default:
                throw new NotSupportedException($"the keyword '{keyword}'");
        }
    }

    private static void Limit(SchemaRule rule, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "minLength":
                rule.MinLength = value.GetInt32();
                break;
            case "maxLength":
                rule.MaxLength = value.GetInt32();
                break;
            case "minItems":
                rule.MinItems = value.GetInt32();
                break;
            case "maxItems":
                rule.MaxItems = value.GetInt32();
                break;
            case "minProperties":
                rule.MinProperties = value.GetInt32();
                break;
            case "maxProperties":
                rule.MaxProperties = value.GetInt32();
                break;
            case "minimum":
                rule.Minimum = value.GetDecimal();
                break;
            default:
                rule.Maximum = value.GetDecimal();
                break;
        }
    }

    private static string[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(item => item.ToString())];

    private static string? MessageOf(JsonElement schema) =>
        schema.TryGetProperty("x-message", out var message) ? message.GetString()
        : schema.TryGetProperty("description", out var description) ? description.GetString()
        : null;

    /// <summary>A pattern; the sections of a manifest share one.</summary>
    private SchemaPattern PatternOf(string text)
    {
        if (!patterns.TryGetValue(text, out var pattern))
            patterns[text] = pattern = new(text);
        return pattern;
    }
}
