using System.Runtime.CompilerServices;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using NJsonSchema;
using NJsonSchema.Validation;

namespace FlowPlan.Core.Manifests.Validation;

/// <summary>Checks a manifest against the JSON Schema and reports each finding at its position in the YAML.</summary>
internal sealed class SchemaValidator
{
    private static readonly ConditionalWeakTable<string, JsonSchema> Parsed = [];

    private readonly SchemaTokens tokens;
    private readonly DiagnosticBag found;
    private readonly HashSet<(string Code, SourceSpan? Span)> reported;

    private SchemaValidator(SchemaTokens tokens, DiagnosticBag found)
    {
        this.tokens = tokens;
        this.found = found;
        reported = [.. found.ToSorted().Select(d => (d.Code, d.Span))];
    }

    /// <summary>Checks; an expression that could not be evaluated is skipped.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="jsonSchema">The schema's text.</param>
    /// <param name="found">Gets each finding that it does not have yet.</param>
    public static void Check(Node.Mapping manifest, string jsonSchema, DiagnosticBag found)
    {
        var schema = Parsed.GetValue(jsonSchema, static text => JsonSchema.FromJsonAsync(text).GetAwaiter().GetResult());
        var tokens = new SchemaTokens(manifest);
        var validator = new SchemaValidator(tokens, found);
        foreach (var error in SchemaBranches.DropMissingKeyOfMisspelt(new JsonSchemaValidator().Validate(tokens.Root, schema, SchemaType.JsonSchema)))
            validator.Report(error);
    }

    private void Report(ValidationError error)
    {
        var place = tokens.PlaceOf(error.Token);
        if (place.Node is Node.Scalar { IsTemplate: true })
            return;

        // The validator also reports missing keys for non-maps; the wrong type was already reported.
        if (error.Kind == ValidationErrorKind.PropertyRequired && place.Node is not Node.Mapping)
            return;
        if (error is ChildSchemaValidationError parent)
            ReportParts(parent, place);
        else
            Add(SchemaFinding.Of(error, place));
    }

    private void ReportParts(ChildSchemaValidationError parent, NodePlace place)
    {
        if (parent.Kind is not (ValidationErrorKind.NotOneOf or ValidationErrorKind.NotAnyOf))
        {
            // An item of a list or an entry of a map: the error is inside.
            foreach (var error in SchemaBranches.DropMissingKeyOfMisspelt(parent.Errors.Values.SelectMany(e => e)))
                Report(error);
            return;
        }

        var best = SchemaBranches.Best(parent);
        if (SchemaBranches.FitsSeveral(parent))
            Add(SchemaDiagnostics.FitsSeveral(place.Node.Span, place.Name, SchemaFinding.Rule(parent.Schema)));
        else if (best.Count > 0)
            best.ToList().ForEach(Report);
        else if (SchemaBranches.ExpectedTypes(parent) is { Count: > 0 } types)
            Add(SchemaDiagnostics.WrongType(place.Node.Span, place.Name, string.Join(" or ", types), place.Node));
        else
            Add(SchemaDiagnostics.FitsNothing(place.Node.Span, place.Name, SchemaFinding.Rule(parent.Schema)));
    }

    private void Add(Diagnostic finding)
    {
        if (!reported.Contains((finding.Code, finding.Span)))
            found.Add(finding);
    }
}
