using System.Collections.Immutable;
using FlowPlan.DataPrep.Evaluation;
using FlowPlan.DataPrep.Parsing;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Mapping;

/// <summary>A field of a mapping, with its paths and its expression read once.</summary>
/// <param name="mapped">The field.</param>
internal sealed class CompiledField(MappedField mapped)
{
    private readonly ImmutableArray<string> source = mapped.Source is null ? [] : FieldNames.Split(mapped.Source);
    private readonly ParseResult? parsed = mapped.Expression is null ? null : ExpressionParser.Parse(mapped.Expression);

    /// <summary>The field.</summary>
    public MappedField Field => mapped;

    /// <summary>The path that is filled.</summary>
    public ImmutableArray<string> Target { get; } = FieldNames.Split(mapped.Target);

    /// <summary>How deep the path is in the record.</summary>
    public int Depth => Target.Length;

    /// <summary>Its expression; null for a source, and for an expression that is not valid.</summary>
    public Expression? Expression => parsed?.Expression;

    /// <summary>What it makes of a record.</summary>
    public FieldResult Evaluate(EvaluationContext context)
    {
        if (mapped.Source is not null)
            return new(mapped, Records.Part(context.Record, source), null, false, []);
        if (parsed is not { IsExpression: true })
            return new(mapped, DataValue.Null, mapped.Hidden ?? parsed?.Problem?.Message ?? "the field has no source", mapped.Hidden is not null || parsed?.Problem?.IsError == false, []);
        var chosen = new List<Expression>();
        var result = Evaluator.Evaluate(parsed.Expression, context with { Chose = chosen.Add });
        return new(mapped, result.Value, result.Problem, result.IsUnknown, chosen, result.Function);
    }
}
