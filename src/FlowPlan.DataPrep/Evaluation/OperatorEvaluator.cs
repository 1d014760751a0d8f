using System.Numerics;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Evaluation;

/// <summary>The operators of expressions.</summary>
/// <param name="evaluate">Evaluates an operand.</param>
/// <param name="budget">Bounds the work.</param>
internal sealed class OperatorEvaluator(Func<Expression, DataValue> evaluate, Budget budget)
{
    public DataValue Unary(Expression.Unary unary)
    {
        var value = evaluate(unary.Operand);
        return unary.Operator switch
        {
            UnaryOperator.Not => DataValue.Of(!Coercion.IsTrue(value)),
            UnaryOperator.Empty => DataValue.Of(IsEmpty(value)),
            UnaryOperator.Size => DataValue.Of(new BigInteger(Coercion.SizeOf(value))),
            _ when value.IsNull => throw new EvaluationStop("an operand is null, and the documentation does not say what Data Prep does then", isUnknown: true),
            UnaryOperator.Negate => Arithmetic.Negate(value),
            UnaryOperator.Plus => Coercion.Number(value) ?? throw new EvaluationStop("the operand of '+' is not a number"),
            _ => DataValue.Of(new BigInteger(~Arithmetic.Bits(value))),
        };
    }

    public DataValue Binary(Expression.Binary binary)
    {
        var left = evaluate(binary.Left);
        switch (binary.Operator)
        {
            case BinaryOperator.Or:
                return DataValue.Of(Coercion.IsTrue(left) || Coercion.IsTrue(evaluate(binary.Right)));
            case BinaryOperator.And:
                return DataValue.Of(Coercion.IsTrue(left) && Coercion.IsTrue(evaluate(binary.Right)));
            case BinaryOperator.Elvis:
                return Coercion.IsTrue(left) ? left : evaluate(binary.Right);
            case BinaryOperator.Coalesce:
                return left.IsNull ? evaluate(binary.Right) : left;
            default:
                return Both(binary, left, evaluate(binary.Right));
        }
    }

    private static bool IsEmpty(DataValue value) =>
        value.IsNull || (value is DataValue.Text or DataValue.List or DataValue.Map && Coercion.SizeOf(value) == 0) || value is DataValue.Floating { Amount: double.NaN };

    private DataValue Both(Expression.Binary binary, DataValue left, DataValue right) => binary.Operator switch
    {
        BinaryOperator.Equal => DataValue.Of(Coercion.AreEqual(left, right)),
        BinaryOperator.NotEqual => DataValue.Of(!Coercion.AreEqual(left, right)),
        BinaryOperator.StrictEqual => DataValue.Of(left.Equals(right)),
        BinaryOperator.StrictNotEqual => DataValue.Of(!left.Equals(right)),
        BinaryOperator.Range => Range(left, right),
        BinaryOperator.Less => DataValue.Of(Coercion.Order(left, right) < 0),
        BinaryOperator.Greater => DataValue.Of(Coercion.Order(left, right) > 0),
        BinaryOperator.LessOrEqual => DataValue.Of(Coercion.Order(left, right) <= 0),
        BinaryOperator.GreaterOrEqual => DataValue.Of(Coercion.Order(left, right) >= 0),
        BinaryOperator.Matches => DataValue.Of(IsIn(left, right)),
        BinaryOperator.NotMatches => DataValue.Of(!IsIn(left, right)),
        BinaryOperator.StartsWith => DataValue.Of(Texts(left, right, (a, b) => a.StartsWith(b, StringComparison.Ordinal))),
        BinaryOperator.NotStartsWith => DataValue.Of(!Texts(left, right, (a, b) => a.StartsWith(b, StringComparison.Ordinal))),
        BinaryOperator.EndsWith => DataValue.Of(Texts(left, right, (a, b) => a.EndsWith(b, StringComparison.Ordinal))),
        BinaryOperator.NotEndsWith => DataValue.Of(!Texts(left, right, (a, b) => a.EndsWith(b, StringComparison.Ordinal))),
        BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight
            or BinaryOperator.ShiftRightUnsigned => Arithmetic.Bits(binary.Operator, left, right),
        _ => Bounded(Arithmetic.Of(binary.Operator, left, right)),
    };

    private DataValue Bounded(DataValue value)
    {
        if (value is DataValue.Text(var text))
            budget.Text(text.Length);
        return value;
    }

    private DataValue Range(DataValue left, DataValue right)
    {
        var (from, to) = (Arithmetic.Bits(left), Arithmetic.Bits(right));
        var count = (from <= to ? (BigInteger)to - from : (BigInteger)from - to) + 1;
        if (count > Budget.MostText)
            throw new EvaluationStop("the range is too large");
        budget.Spend((long)count);
        return DataValue.Of(Enumerable.Range(0, (int)count).Select(i => DataValue.Of(new BigInteger(from <= to ? from + i : from - i))));
    }

    private bool IsIn(DataValue left, DataValue right) => right switch
    {
        DataValue.List(var items) => items.Any(i => Coercion.AreEqual(left, i)),
        DataValue.Map map => map.Entries.ContainsKey(ValueText.Of(left)),
        DataValue.Text(var pattern) when !left.IsNull => Patterns.IsWholeMatch(ValueText.Of(left), pattern, budget),
        _ => throw new EvaluationStop("'=~' needs a pattern, an array or an object on its right"),
    };

    private static bool Texts(DataValue left, DataValue right, Func<string, string, bool> test) => left is DataValue.Text(var a) && right is DataValue.Text(var b)
        ? test(a, b)
        : throw new EvaluationStop("an operand is not a string");
}
