using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Checking;

/// <summary>The types of the results of operators.</summary>
internal static class OperatorTypes
{
    /// <summary>The type of the result of an operator between operands of these types.</summary>
    public static ValueType Of(BinaryOperator binary, ValueType left, ValueType right) => binary switch
    {
        BinaryOperator.Elvis => left.Or(right),
        BinaryOperator.Coalesce => (left with { Kinds = left.Kinds & ~ValueKinds.Null }).Or(right),
        BinaryOperator.Range => new(ValueKinds.List, ValueKinds.Whole),
        BinaryOperator.BitAnd or BinaryOperator.BitOr or BinaryOperator.BitXor or BinaryOperator.ShiftLeft or BinaryOperator.ShiftRight
            or BinaryOperator.ShiftRightUnsigned => new(ValueKinds.Whole),
        BinaryOperator.Add => new(Numbers(left.Kinds, right.Kinds) | ((left.Kinds | right.Kinds) & ValueKinds.Text)),
        BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide or BinaryOperator.Remainder => new(Numbers(left.Kinds, right.Kinds)),
        _ => new(ValueKinds.Boolean),
    };

    /// <summary>The numbers that a value may be or may be read as.</summary>
    public static ValueKinds Numeric(ValueKinds kinds) =>
        (kinds & ValueKinds.Number) | ((kinds & ValueKinds.Text) != 0 ? ValueKinds.Whole | ValueKinds.Floating : ValueKinds.None);

    private static ValueKinds Numbers(ValueKinds left, ValueKinds right)
    {
        var (a, b) = (Numeric(left), Numeric(right));
        if (a == 0 || b == 0)
            return ValueKinds.None;
        var result = (a | b) & ValueKinds.Exact;
        if ((a & b & ValueKinds.Whole) != 0)
            result |= ValueKinds.Whole;
        // A decimal number makes the result decimal only where it takes part.
        if (((a | b) & ValueKinds.Floating) != 0)
            result |= ValueKinds.Floating;
        return result;
    }
}
