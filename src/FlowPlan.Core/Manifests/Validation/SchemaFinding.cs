using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using NJsonSchema;
using NJsonSchema.Validation;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>One fault that the validator found, in our words.</summary>
internal static class SchemaFinding
{
    public static Diagnostic Of(ValidationError error, NodePlace place)
    {
        var (node, name) = (place.Node, place.Name);
        var (span, schema) = (node.Span, error.Schema);
        if (SchemaBranches.TypeName(error.Kind) is { } type)
            return SchemaDiagnostics.WrongType(span, name, type, node);
        return error.Kind switch
        {
            ValidationErrorKind.NoAdditionalPropertiesAllowed when node is Node.Mapping map => Unknown(map, error),
            ValidationErrorKind.PropertyRequired => SchemaDiagnostics.MissingKey(place.KeySpan, error.Property!, name),
            ValidationErrorKind.NotInEnumeration => SchemaDiagnostics.NotAllowed(span, name, Given(node), [.. schema.Enumeration.Select(Text)]),
            ValidationErrorKind.StringTooShort => SchemaDiagnostics.OutOfBounds(
                span, name, schema.MinLength is > 1 ? $"is shorter than {Text(schema.MinLength)} characters" : "must not be empty"),
            ValidationErrorKind.StringTooLong => SchemaDiagnostics.OutOfBounds(span, name, $"is longer than {Text(schema.MaxLength)} characters"),
            ValidationErrorKind.TooFewItems or ValidationErrorKind.TooFewProperties => SchemaDiagnostics.OutOfBounds(place.KeySpan, name, "holds too few entries"),
            ValidationErrorKind.TooManyItems or ValidationErrorKind.TooManyProperties => SchemaDiagnostics.OutOfBounds(place.KeySpan, name, "holds too many entries"),
            ValidationErrorKind.ItemsNotUnique => SchemaDiagnostics.OutOfBounds(place.KeySpan, name, "holds an item twice"),
            ValidationErrorKind.NumberTooSmall => SchemaDiagnostics.OutOfBounds(span, name, $"must be at least {Text(schema.Minimum)}"),
            ValidationErrorKind.NumberTooBig or ValidationErrorKind.IntegerTooBig => SchemaDiagnostics.OutOfBounds(
                span, name, schema.Maximum is { } most ? $"must be at most {Text(most)}" : "is too large"),
            _ => SchemaDiagnostics.BadForm(span, name, Rule(schema)),
        };
    }

    /// <summary>The rule in words: the schema's own message, else its description.</summary>
    public static string Rule(JsonSchema schema) =>
        schema.ExtensionData?.TryGetValue("x-message", out var message) == true && message is string text
            ? text
            : schema.Description ?? schema.ActualSchema.Description ?? "see the manifest reference";

    private static Diagnostic Unknown(Node.Mapping node, ValidationError error)
    {
        var schema = error.Schema.ActualSchema;
        var entry = node.Entry(error.Property!)!;
        return schema.ActualProperties.Count == 0 && schema.PatternProperties.Count > 0
            ? SchemaDiagnostics.BadKey(entry.KeySpan, entry.Key, schema.PatternProperties.Keys.First())
            : SchemaDiagnostics.UnknownKey(entry.KeySpan, entry.Key, schema.ActualProperties.Keys.Where(k => node[k] is null));
    }

    private static string Given(Node node) => node.Span.Hidden || node is not Node.Scalar scalar ? "(hidden)" : scalar.Value.ToString();

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null";
}
