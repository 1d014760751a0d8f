using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Schemas.Trees;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>Whether a target can hold what its expression results in.</summary>
/// <param name="path">The target.</param>
/// <param name="field">The field of the schema.</param>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class ValueRules(string path, XdmField field, DiagnosticBag diagnostics)
{
    private const ValueKinds Scalars = ValueKinds.Boolean | ValueKinds.Number | ValueKinds.Text | ValueKinds.Date;

    /// <summary>Checks the declared mapping of the field.</summary>
    public void Check(Value.Map declared, SourceSpan span)
    {
        if (declared.TextOf("static") is { } constant)
            CheckLiteral(constant, span);
        if (declared["expression"] is not Value.Text(var text) || CheckedExpressions.Of(text) is not { IsExpression: true } check)
            return;
        var kinds = check.Type.Kinds & ~ValueKinds.Null;
        if (kinds == 0)
        {
            if (field.IsRequired)
                diagnostics.Add(TargetDiagnostics.RequiredIsNull(span, path));
        }
        else if ((kinds & Possible()) == 0)
        {
            diagnostics.Add(TargetDiagnostics.WrongType(span, path, field.Type, Described(check.Type)));
        }
        else if ((kinds & Documented()) == 0)
        {
            diagnostics.Add(TargetDiagnostics.UnclearConversion(span, path, field.Type, Described(check.Type)));
        }

        foreach (var literal in check.Literals)
            CheckLiteral(literal, span);
    }

    private void CheckLiteral(string value, SourceSpan span)
    {
        if (field.Enum.Count > 0 && !field.Enum.Contains(value))
            diagnostics.Add(TargetDiagnostics.NotInEnum(span, value, path, field));
        else if (!LiteralForms.CanBe(value, field.Type))
            diagnostics.Add(TargetDiagnostics.WrongType(span, path, field.Type, $"the string '{value}'"));
    }

    /// <summary>The kinds that the field may take; what is left out is certainly refused.</summary>
    private ValueKinds Possible() => field.Type switch
    {
        FieldTypes.Object when field.IsOpen => ValueKinds.Any,
        FieldTypes.Object or FieldTypes.Map => ValueKinds.Map,
        FieldTypes.Array => ValueKinds.List,
        _ => Scalars,
    };

    /// <summary>The kinds whose conversion is documented.</summary>
    private ValueKinds Documented() => field.Type switch
    {
        FieldTypes.Text or "uri" => Scalars,
        "boolean" => ValueKinds.Boolean | ValueKinds.Text,
        _ when FieldTypes.IsInteger(field.Type) => ValueKinds.Whole | ValueKinds.Text,
        "number" => ValueKinds.Number | ValueKinds.Text,
        "date" or "date-time" => ValueKinds.Date | ValueKinds.Text,
        _ => ValueKinds.Any,
    };

    private static string Described(DataPrep.Checking.ValueType type) => (type with { Kinds = type.Kinds & ~ValueKinds.Null }).ToString() switch
    {
        var text when text.Contains(" or ", StringComparison.Ordinal) => text,
        var text => "aeio".Contains(text[0], StringComparison.Ordinal) ? $"an {text}" : $"a {text}",
    };
}
