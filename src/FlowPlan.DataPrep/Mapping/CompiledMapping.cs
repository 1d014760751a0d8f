using FlowPlan.DataPrep.Evaluation;
using FlowPlan.DataPrep.Parsing;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Mapping;

/// <summary>A mapping with its expressions parsed once, to be applied to records.</summary>
public sealed class CompiledMapping
{
    private readonly List<(MappedField Field, ParseResult? Parsed)> fields;

    /// <summary>Parses the expressions of a mapping.</summary>
    public CompiledMapping(IEnumerable<MappedField> fields) =>
        this.fields = [.. fields.Select(f => (f, f.Expression is null ? null : ExpressionParser.Parse(f.Expression)))];

    /// <summary>The fields with their expressions; null for a source, and for an expression that is not valid.</summary>
    public IEnumerable<(MappedField Field, Expression? Expression)> Fields => fields.Select(f => (f.Field, f.Parsed?.Expression));

    /// <summary>Maps a record. A field that fails is null; objects are written before fields in them, which replace their parts.</summary>
    public MappingResult Map(EvaluationContext context)
    {
        var results = fields.Select(f => Evaluate(f.Field, f.Parsed, context)).ToList();
        var output = new OutputNode();
        foreach (var result in results.Where(r => !r.Value.IsNull).OrderBy(r => r.Field.Target.Count(c => c is '.' or '[')))
            output.Write(FieldNames.Split(result.Field.Target).AsSpan(), result.Value);
        return new(output.ToValue() is DataValue.Map map ? map : new DataValue.Map([]), results);
    }

    private static FieldResult Evaluate(MappedField field, ParseResult? parsed, EvaluationContext context)
    {
        if (field.Source is { } source)
            return new(field, Records.At(context.Record, FieldNames.Split(source)), null, false, []);
        if (parsed is not { IsExpression: true })
            return new(field, DataValue.Null, parsed?.Problem?.Message ?? "the field has no source", parsed?.Problem?.IsError == false, []);
        var chosen = new List<Expression>();
        var result = Evaluator.Evaluate(parsed.Expression, context with { Chose = chosen.Add });
        return new(field, result.Value, result.Problem, result.IsUnknown, chosen, result.Function);
    }
}
