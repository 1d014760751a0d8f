using System.Collections.Immutable;
using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Checking;

/// <summary>The type of each part of an expression, and what is wrong with it on the way.</summary>
internal sealed class Typing
{
    private readonly CallTyping calls;
    private ImmutableDictionary<string, ValueType> scope = ImmutableDictionary<string, ValueType>.Empty;

    public Typing(FlowFunctions flow) => calls = new(flow, Of, OfLambda, Findings);

    /// <summary>What was found so far.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>The type of an expression.</summary>
    public ValueType Of(Expression expression) => expression switch
    {
        Expression.Literal literal => new(literal.Value.Kind),
        Expression.Pattern or Expression.Template => new(ValueKinds.Text),
        Expression.Field { IsQuoted: false } field when scope.TryGetValue(field.Name, out var bound) => bound,
        Expression.Field field => OfField(field),
        Expression.Member member => OfPart(member),
        Expression.Index index => OfItem(index),
        Expression.Wildcard wildcard => OfWildcard(wildcard),
        Expression.Call call => calls.OfCall(call),
        Expression.MethodCall call => calls.OfMethod(call),
        Expression.Unary unary => OfUnary(unary),
        Expression.Binary binary => OfBinary(binary),
        Expression.Conditional conditional => OfConditional(conditional),
        Expression.Lambda lambda => OfLambda(lambda, ValueType.Any) with { Kinds = ValueKinds.Function },
        Expression.ListOf(var items, _) => new(ValueKinds.List, Kinds(items)),
        Expression.SetOf(var items, _) => new(ValueKinds.List, Kinds(items)),
        Expression.MapOf map => OfMap(map),
        _ => ValueType.Any,
    };

    private ValueType OfField(Expression.Field field)
    {
        if (!field.IsQuoted && Functions.FunctionTable.Default.Find(field.Name) is not null)
        {
            Findings.Add(new(
                FindingKind.FunctionAsField, field.Range, $"'{field.Name}' is the name of a function", $"write ${{{field.Name}}} for a field of that name"));
        }

        return ValueType.Any;
    }

    private ValueType OfPart(Expression.Member member)
    {
        _ = Of(member.Target);
        return ValueType.Any;
    }

    private ValueType OfItem(Expression.Index index)
    {
        var target = Of(index.Target);
        _ = Of(index.Key);
        return (target.Kinds & ~ValueKinds.Null) == ValueKinds.List ? target.Item().OrNull() : ValueType.Any;
    }

    private ValueType OfWildcard(Expression.Wildcard wildcard)
    {
        var target = Of(wildcard.Target);
        return new(ValueKinds.List | ValueKinds.Null, target.Items);
    }

    private ValueType OfConditional(Expression.Conditional conditional)
    {
        _ = Of(conditional.Test);
        return Of(conditional.Yes).Or(Of(conditional.No));
    }

    private ValueType OfLambda(Expression.Lambda lambda, ValueType item)
    {
        var before = scope;
        for (var i = 0; i < lambda.Parameters.Length; i++)
            scope = scope.SetItem(lambda.Parameters[i], i == 0 ? item : ValueType.Any);
        var type = Of(lambda.Body);
        scope = before;
        return type;
    }

    private ValueType OfMap(Expression.MapOf map)
    {
        foreach (var (key, value) in map.Entries)
        {
            _ = Of(key);
            _ = Of(value);
        }

        return new(ValueKinds.Map);
    }

    private ValueKinds Kinds(IEnumerable<Expression> items) => items.Aggregate(ValueKinds.None, (kinds, item) => kinds | Of(item).Kinds);

    private ValueType OfUnary(Expression.Unary unary)
    {
        var operand = Of(unary.Operand);
        return new(unary.Operator switch
        {
            UnaryOperator.Not or UnaryOperator.Empty => ValueKinds.Boolean,
            UnaryOperator.Size or UnaryOperator.Complement => ValueKinds.Whole,
            _ => OperatorTypes.Numeric(operand.Kinds),
        });
    }

    private ValueType OfBinary(Expression.Binary binary)
    {
        var (left, right) = (Of(binary.Left), Of(binary.Right));
        if (binary.Operator == BinaryOperator.Assign)
        {
            Findings.Add(new(
                FindingKind.Assignment, binary.SymbolAt, $"'{binary.Symbol}' assigns, and the documentation of Data Prep does not say that it can",
                binary.Symbol == "=" ? "write == to compare" : null));
            return ValueType.Any;
        }

        if (binary.Operator == BinaryOperator.Add && ((left.Kinds | right.Kinds) & ~ValueKinds.Null) is var both
            && ((left.Kinds & ~ValueKinds.Null) == ValueKinds.Text || (right.Kinds & ~ValueKinds.Null) == ValueKinds.Text) && both != 0)
        {
            Findings.Add(new(FindingKind.PlusOnText, binary.SymbolAt, "'+' on a string adds or joins, depending on what it holds", "use concat"));
        }

        return OperatorTypes.Of(binary.Operator, left, right);
    }
}
