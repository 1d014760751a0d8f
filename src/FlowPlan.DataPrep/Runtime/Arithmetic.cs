using System.Numerics;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Runtime;

/// <summary>The operators on numbers, after JEXL's arithmetic.</summary>
internal static class Arithmetic
{
    /// <summary>The result of an operator; both operands have been evaluated.</summary>
    public static DataValue Of(BinaryOperator binary, DataValue left, DataValue right)
    {
        if (left.IsNull || right.IsNull)
            throw new EvaluationStop("an operand is null, and the documentation does not say what Data Prep does then", isUnknown: true);
        if (binary == BinaryOperator.Add && (!Coercion.IsNumber(left) || !Coercion.IsNumber(right)))
            return Joined(left, right);
        if (Coercion.Number(left) is not { } a || Coercion.Number(right) is not { } b)
            throw new EvaluationStop($"an operand of '{Operators.TextOf(binary)}' is not a number");
        if (a is DataValue.Whole(var x) && b is DataValue.Whole(var y))
            return DataValue.Of(Whole(binary, x, y));
        return a is DataValue.Exact || b is DataValue.Exact ? Exact(binary, a, b) : new DataValue.Floating(Floating(binary, Coercion.ToDouble(a), Coercion.ToDouble(b)));
    }

    /// <summary>Operators on the bits of integers.</summary>
    public static DataValue Bits(BinaryOperator binary, DataValue left, DataValue right)
    {
        var (a, b) = (Bits(left), Bits(right));
        return DataValue.Of(new BigInteger(binary switch
        {
            BinaryOperator.BitOr => a | b,
            BinaryOperator.BitXor => a ^ b,
            BinaryOperator.BitAnd => a & b,
            BinaryOperator.ShiftLeft => a << (int)(b & 63),
            BinaryOperator.ShiftRight => a >> (int)(b & 63),
            _ => a >>> (int)(b & 63),
        }));
    }

    /// <summary>The bits of an integer of 64.</summary>
    public static long Bits(DataValue value) => Coercion.Number(value) switch
    {
        DataValue.Whole(var amount) when amount >= long.MinValue && amount <= long.MaxValue => (long)amount,
        _ => throw new EvaluationStop("an operand is not an integer of 64 bits"),
    };

    /// <summary>The negative of a number.</summary>
    public static DataValue Negate(DataValue value) => Coercion.Number(value) switch
    {
        DataValue.Whole(var amount) => DataValue.Of(-amount),
        DataValue.Exact(var amount) => new DataValue.Exact(-amount),
        DataValue.Floating(var amount) => new DataValue.Floating(-amount),
        _ => throw new EvaluationStop("the operand of '-' is not a number"),
    };

    private static DataValue.Text Joined(DataValue left, DataValue right)
    {
        var texts = (left, right) is (DataValue.Text, _) or (_, DataValue.Text);
        if (!texts)
            throw new EvaluationStop("an operand of '+' is not a number");
        if (IsLikeNumber(left) && IsLikeNumber(right))
            throw new EvaluationStop("'+' on strings that look like numbers adds or joins them, which is not documented: use concat", isUnknown: true);
        return new(ValueText.Of(left) + ValueText.Of(right));
    }

    private static bool IsLikeNumber(DataValue value) => value is DataValue.Text { Content: "" } || Coercion.Number(value) is not null;

    private static BigInteger Whole(BinaryOperator binary, BigInteger a, BigInteger b)
    {
        if (b.IsZero && binary is BinaryOperator.Divide or BinaryOperator.Remainder)
            throw new EvaluationStop("the division is by zero");
        if (binary == BinaryOperator.Multiply && a.GetByteCount() + b.GetByteCount() > 8192)
            throw new EvaluationStop("a number is too large");
        return binary switch
        {
            BinaryOperator.Add => a + b,
            BinaryOperator.Subtract => a - b,
            BinaryOperator.Multiply => a * b,
            BinaryOperator.Divide => BigInteger.Divide(a, b),
            _ => BigInteger.Remainder(a, b),
        };
    }

    private static double Floating(BinaryOperator binary, double a, double b)
    {
        if (b == 0 && binary is BinaryOperator.Divide or BinaryOperator.Remainder)
            throw new EvaluationStop("the division is by zero");
        return binary switch
        {
            BinaryOperator.Add => a + b,
            BinaryOperator.Subtract => a - b,
            BinaryOperator.Multiply => a * b,
            BinaryOperator.Divide => a / b,
            _ => a % b,
        };
    }

    private static DataValue.Exact Exact(BinaryOperator binary, DataValue left, DataValue right)
    {
        try
        {
            var (a, b) = (ToDecimal(left), ToDecimal(right));
            return new(binary switch
            {
                BinaryOperator.Add => a + b,
                BinaryOperator.Subtract => a - b,
                BinaryOperator.Multiply => a * b,
                BinaryOperator.Divide => a / b,
                _ => a % b,
            });
        }
        catch (ArithmeticException e)
        {
            throw new EvaluationStop(e is DivideByZeroException ? "the division is by zero" : "a number is too large");
        }
    }

    private static decimal ToDecimal(DataValue value) => value switch
    {
        DataValue.Exact(var amount) => amount,
        DataValue.Whole(var amount) => (decimal)amount,
        _ => (decimal)Coercion.ToDouble(value),
    };
}
