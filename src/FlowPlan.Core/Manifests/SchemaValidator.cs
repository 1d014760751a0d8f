using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace FlowPlan.Core.Manifests;

/// <summary>
/// Checks a manifest against the JSON Schema and says each finding at its place in the YAML. The JSON tokens are made from
/// the nodes and remembered, so that no path has to be parsed back.
/// </summary>
internal sealed class SchemaValidator
{
    private readonly Dictionary<JToken, (Node Node, string Key)> places = new(ReferenceEqualityComparer.Instance);
    private readonly DiagnosticBag found;

    private readonly bool rendered;

    private SchemaValidator(bool rendered, DiagnosticBag found)
    {
        this.rendered = rendered;
        this.found = found;
    }

    /// <param name="manifest">The manifest.</param>
    /// <param name="jsonSchema">The schema's text.</param>
    /// <param name="rendered">Whether expressions have been replaced by their values; if not, they are not checked.</param>
    /// <param name="found">Told of each finding.</param>
    public static void Check(Node.Mapping manifest, string jsonSchema, bool rendered, DiagnosticBag found)
    {
        var schema = JsonSchema.FromJsonAsync(jsonSchema).GetAwaiter().GetResult();
        var validator = new SchemaValidator(rendered, found);
        var token = validator.ToToken(manifest, "the manifest");
        foreach (var error in new JsonSchemaValidator().Validate(token, schema, SchemaType.JsonSchema))
            validator.Report(error);
    }

    private void Report(ValidationError error)
    {
        if (error is ChildSchemaValidationError parent)
        {
            ReportBest(parent);
            return;
        }

        // A property that is one too many is named by itself; its place is that of the block around it.
        var token = error.Token is JProperty property ? property.Parent : error.Token;
        if (token is null || !places.TryGetValue(token, out var place))
            throw new InvalidOperationException($"No place is known for the schema error {error.Kind} at {error.Path}.");
        var (node, key) = place;
        if (!rendered && node is Node.Scalar unrendered && TemplateRenderer.IsTemplate(unrendered))
            return;
        var span = node.Span;
        var given = node is Node.Scalar scalar ? scalar.Value.ToString() : string.Empty;
        found.Add(error.Kind switch
        {
            ValidationErrorKind.NoAdditionalPropertiesAllowed => Unknown((Node.Mapping)node, error),
            ValidationErrorKind.PropertyRequired => SchemaDiagnostics.MissingKey(span, error.Property!, Where(key)),
            ValidationErrorKind.NotInEnumeration => SchemaDiagnostics.NotAllowed(
                span, key, given, [.. error.Schema.Enumeration.Select(e => Convert.ToString(e, CultureInfo.InvariantCulture) ?? "null")]),
            ValidationErrorKind.PatternMismatch => SchemaDiagnostics.BadForm(span, key, Rule(error.Schema)),
            ValidationErrorKind.StringTooShort => SchemaDiagnostics.OutOfBounds(span, key, "must not be empty"),
            ValidationErrorKind.StringTooLong => SchemaDiagnostics.OutOfBounds(
                span, key, $"is longer than {error.Schema.MaxLength?.ToString(CultureInfo.InvariantCulture)} characters"),
            ValidationErrorKind.TooFewItems or ValidationErrorKind.TooFewProperties => SchemaDiagnostics.OutOfBounds(span, key, "must not be empty"),
            ValidationErrorKind.ItemsNotUnique => SchemaDiagnostics.OutOfBounds(span, key, "holds an item twice"),
            ValidationErrorKind.NumberTooSmall or ValidationErrorKind.NumberTooBig or ValidationErrorKind.IntegerTooBig =>
                SchemaDiagnostics.OutOfBounds(span, key, "is out of its range"),
            ValidationErrorKind.StringExpected => SchemaDiagnostics.WrongType(span, key, "text", node),
            ValidationErrorKind.BooleanExpected => SchemaDiagnostics.WrongType(span, key, "true or false", node),
            ValidationErrorKind.NumberExpected => SchemaDiagnostics.WrongType(span, key, "a number", node),
            ValidationErrorKind.IntegerExpected => SchemaDiagnostics.WrongType(span, key, "a whole number", node),
            ValidationErrorKind.ObjectExpected => SchemaDiagnostics.WrongType(span, key, "a map", node),
            ValidationErrorKind.ArrayExpected => SchemaDiagnostics.WrongType(span, key, "a list", node),
            _ => SchemaDiagnostics.BadForm(span, key, Rule(error.Schema)),
        });
    }

    /// <summary>Where several forms are possible, speaks of the one that was most likely meant: of the right type, with the fewest faults.</summary>
    private void ReportBest(ChildSchemaValidationError parent)
    {
        var branches = parent.Errors.Values.Where(e => e.Count > 0).ToList();
        if (branches.Count == 0)
        {
            var (node, key) = places[parent.Token!];
            found.Add(SchemaDiagnostics.FitsNothing(node.Span, key, Rule(parent.Schema)));
            return;
        }

        var best = branches.OrderBy(Weight).First();
        if (branches.Count > 1 && best.All(IsTypeFault) && places.TryGetValue(parent.Token!, out var place))
        {
            found.Add(SchemaDiagnostics.FitsNothing(place.Node.Span, place.Key, Rule(parent.Schema)));
            return;
        }

        foreach (var error in best)
            Report(error);
    }

    private static int Weight(ICollection<ValidationError> errors) =>
        errors.Sum(e => IsTypeFault(e) ? 1000 : e.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed ? 10 : e is ChildSchemaValidationError ? 1 : 2);

    private static bool IsTypeFault(ValidationError error) => error.Kind is
        ValidationErrorKind.StringExpected or ValidationErrorKind.BooleanExpected or ValidationErrorKind.NumberExpected
        or ValidationErrorKind.IntegerExpected or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected
        or ValidationErrorKind.NoTypeValidates;

    private static Diagnostic Unknown(Node.Mapping node, ValidationError error)
    {
        var schema = error.Schema.ActualSchema;
        var entry = node.Entry(error.Property!)!;
        var missing = schema.ActualProperties.Keys.Where(k => node[k] is null || k == error.Property);
        return SchemaDiagnostics.UnknownKey(entry.KeySpan, entry.Key, missing);
    }

    private static string Where(string key) => key == "the manifest" ? key : $"'{key}'";

    /// <summary>The rule in words: the schema's own message, else its description.</summary>
    private static string Rule(JsonSchema schema) =>
        schema.ExtensionData?.TryGetValue("x-message", out var message) == true && message is string text
            ? text
            : schema.Description ?? schema.ActualSchema.Description ?? "see the manifest reference";

    private JToken ToToken(Node node, string key)
    {
        JToken token = node switch
        {
            Node.Mapping mapping => new JObject(mapping.Entries.Select(e => new JProperty(e.Key, ToToken(e.Value, e.Key)))),
            Node.Sequence sequence => new JArray(sequence.Items.Select(i => ToToken(i, key))),
            Node.Scalar scalar => ToToken(scalar.Value),
            _ => throw new InvalidOperationException($"Unknown node {node.GetType().Name}."),
        };
        places[token] = (node, key);
        return token;
    }

    private static JToken ToToken(Value value) => value switch
    {
        Value.Bool(var truth) => new JValue(truth),
        Value.Number(var amount) => decimal.IsInteger(amount) && Math.Abs(amount) < long.MaxValue ? new JValue((long)amount) : new JValue(amount),
        Value.Text(var text) => JValue.CreateString(text),
        Value.Secret(var inner) => ToToken(inner),
        Value.List(var items) => new JArray(items.Select(ToToken)),
        Value.Map map => new JObject(map.Entries.Select(e => new JProperty(e.Key, ToToken(e.Value)))),
        _ => JValue.CreateNull(),
    };
}
