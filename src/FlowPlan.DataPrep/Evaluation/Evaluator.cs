using System.Collections.Immutable;
using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Evaluation;

/// <summary>Evaluates expressions as Data Prep does, as far as that is documented. It never throws and always ends.</summary>
public sealed class Evaluator
{
    private readonly EvaluationContext context;
    private readonly Budget budget = new();
    private readonly OperatorEvaluator operators;
    private ImmutableDictionary<string, DataValue> scope = ImmutableDictionary<string, DataValue>.Empty;
    private int ids;
    private TextRange at;

    private Evaluator(EvaluationContext context)
    {
        this.context = context;
        operators = new(Of, budget);
    }

    /// <summary>The value of an expression.</summary>
    public static EvaluationResult Evaluate(Expression expression, EvaluationContext context)
    {
        if (expression.Depth > Parsing.Nesting.Most)
            return new(DataValue.Null, "the expression is nested too deeply", expression.Range);
        var evaluator = new Evaluator(context);
        try
        {
            return evaluator.Of(expression) is var value && value.Kind == ValueKinds.Function
                ? new(DataValue.Null, "the result is a lambda", expression.Range)
                : new(value);
        }
        catch (EvaluationStop stop)
        {
            return new(DataValue.Null, stop.Message, evaluator.at, stop.IsUnknown, stop.Function);
        }
    }

    private DataValue Of(Expression expression)
    {
        budget.Spend(1);
        var value = expression switch
        {
            Expression.Literal literal => literal.Value,
            Expression.Pattern(var content, _) => DataValue.Of(content),
            Expression.Template(var content, _) => content.Contains('{', StringComparison.Ordinal)
                ? Stop(expression, "templates in back quotes are not evaluated offline")
                : DataValue.Of(content),
            Expression.Field { IsQuoted: true } field => Records.Part(context.Record, field.Path),
            Expression.Field field => scope.TryGetValue(field.Name, out var bound) ? bound : Records.Part(context.Record, field.Path),
            Expression.Member member => Records.Part(Of(member.Target), FieldNames.Split(member.Name)),
            Expression.Index index => Records.Item(Of(index.Target), Of(index.Key)),
            Expression.Wildcard wildcard => Of(wildcard.Target) is DataValue.List list ? list : DataValue.Null,
            Expression.Conditional conditional => Of(Chosen(Coercion.IsTrue(Of(conditional.Test)) ? conditional.Yes : conditional.No)),
            Expression.ListOf(var items, _) => DataValue.Of(items.Select(Of)),
            Expression.SetOf(var items, _) => DataValue.Of(items.Select(Of).Distinct()),
            Expression.MapOf map => DataValue.Of(map.Entries.Select(e => KeyValuePair.Create(ValueText.Of(Of(e.Key)), Of(e.Value)))),
            _ => Compound(expression),
        };
        budget.Value(value);
        return value;
    }

    private DataValue Compound(Expression expression)
    {
        var before = at;
        at = expression.Range;
        var value = expression switch
        {
            Expression.Unary unary => operators.Unary(unary),
            Expression.Binary { Operator: BinaryOperator.Assign } => Stop(expression, "assignments are not evaluated offline"),
            Expression.Binary binary => operators.Binary(binary),
            Expression.Call call => Call(call),
            Expression.MethodCall call => Methods.Invoke(Of(call.Target), call.Name, [.. call.Arguments.Select(Of)], budget),
            _ => throw new EvaluationStop("a lambda is not a value here"),
        };
        at = before;
        return value;
    }

    private DataValue Call(Expression.Call call)
    {
        if (context.Stubs.TryGetValue(call.Name, out var stub))
            return stub;
        if (call.Name is "uuid" or "guid")
            return DataValue.Of($"00000000-0000-4000-8000-{++ids:x12}");
        if (!Library.FunctionLibrary.TryFind(call.Name, out var body))
            return Stop(call, $"the function '{call.Name}' is not known", call.Name);
        if (body is null)
            return Stop(call, $"{call.Name} cannot be evaluated offline", call.Name);
        if (Functions.FunctionTable.Default.Find(call.Name) is { } info && !info.Accepts(call.Arguments.Length))
            throw new EvaluationStop($"the number of arguments of {call.Name} is wrong");
        var arguments = ImmutableArray.CreateRange(call.Arguments, a => a is Expression.Lambda ? DataValue.Null : Of(a));
        at = call.Range;
        if (call is { Name: "iif", Arguments: [_, var yes, var no] })
            Chosen(Coercion.IsTrue(arguments[0]) ? yes : no);
        var result = body(new(call, arguments, context, budget, Invoke));
        if (result is DataValue.Text(var text))
            budget.Text(text.Length);
        return result;
    }

    private DataValue Invoke(Expression.Lambda lambda, ImmutableArray<DataValue> arguments)
    {
        var before = scope;
        for (var i = 0; i < lambda.Parameters.Length; i++)
            scope = scope.SetItem(lambda.Parameters[i], i < arguments.Length ? arguments[i] : DataValue.Null);
        var value = Of(lambda.Body);
        scope = before;
        return value;
    }

    private Expression Chosen(Expression branch)
    {
        context.Chose?.Invoke(branch);
        return branch;
    }

    private DataValue Stop(Expression expression, string message, string? function = null)
    {
        at = expression.Range;
        throw new EvaluationStop(message, isUnknown: true, function);
    }
}
