using System.Globalization;
using System.Numerics;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Runtime;

/// <summary>Values as booleans and numbers, after JEXL's arithmetic.</summary>
internal static class Coercion
{
    /// <summary>Whether a value counts as true.</summary>
    public static bool IsTrue(DataValue value) => value switch
    {
        DataValue.Boolean(var isTrue) => isTrue,
        DataValue.Whole(var amount) => !amount.IsZero,
        DataValue.Floating(var amount) => amount != 0 && !double.IsNaN(amount),
        DataValue.Exact(var amount) => amount != 0,
        DataValue.Text(var content) => content.Equals("true", StringComparison.OrdinalIgnoreCase),
        DataValue.Nothing => false,
        _ => throw new EvaluationStop("an array, an object or a date is used as a condition"),
    };

    /// <summary>Whether two values are equal: numbers by their amount, also when one is written as a string.</summary>
    public static bool AreEqual(DataValue a, DataValue b)
    {
        if (a.IsNull || b.IsNull)
            return a.IsNull && b.IsNull;
        if (IsNumber(a) || IsNumber(b))
            return Number(a) is { } x && Number(b) is { } y && Compare(x, y) == 0;
        return a is DataValue.Boolean || b is DataValue.Boolean
            ? Boolean(a) is { } p && Boolean(b) is { } q && p == q
            : a is DataValue.Text || b is DataValue.Text ? ValueText.Of(a) == ValueText.Of(b) : a.Equals(b);
    }

    /// <summary>The order of two values.</summary>
    public static int Order(DataValue a, DataValue b)
    {
        if (a.IsNull || b.IsNull)
            throw new EvaluationStop("null is compared");
        if (IsNumber(a) || IsNumber(b))
        {
            return Number(a) is { } x && Number(b) is { } y
                ? Compare(x, y)
                : throw new EvaluationStop("a number is compared with a value that is not a number");
        }

        return (a, b) switch
        {
            (DataValue.Text(var x), DataValue.Text(var y)) => string.CompareOrdinal(x, y),
            (DataValue.Date(var x), DataValue.Date(var y)) => x.Time.CompareTo(y.Time),
            (DataValue.Boolean(var x), DataValue.Boolean(var y)) => x.CompareTo(y),
            _ => throw new EvaluationStop("values of different types are compared"),
        };
    }

    /// <summary>Whether a value is a number.</summary>
    public static bool IsNumber(DataValue value) => (value.Kind & ValueKinds.Number) != 0;

    /// <summary>A number, also from a string; null where it is not one.</summary>
    public static DataValue? Number(DataValue value)
    {
        if (IsNumber(value))
            return value;
        if (value is not DataValue.Text(var text) || text.Length is 0 or > 400)
            return null;
        if (BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            return DataValue.Of(whole);
        return double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowTrailingWhite & ~NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture, out var amount) && double.IsFinite(amount)
            ? new DataValue.Floating(amount)
            : null;
    }

    /// <summary>A number as floating-point.</summary>
    public static double ToDouble(DataValue number) => number switch
    {
        DataValue.Whole(var amount) => (double)amount,
        DataValue.Exact(var amount) => (double)amount,
        DataValue.Floating(var amount) => amount,
        _ => throw new EvaluationStop("a value is not a number"),
    };

    /// <summary>The number of characters or items; of another value 0, of null 0.</summary>
    public static int SizeOf(DataValue value) => value switch
    {
        DataValue.Text(var text) => text.Length,
        DataValue.List(var items) => items.Length,
        DataValue.Map map => map.Entries.Count,
        _ => 0,
    };

    private static bool? Boolean(DataValue value) => value switch
    {
        DataValue.Boolean(var isTrue) => isTrue,
        DataValue.Text(var text) => text.Equals("true", StringComparison.OrdinalIgnoreCase),
        _ => null,
    };

    private static int Compare(DataValue a, DataValue b) => a is DataValue.Whole(var x) && b is DataValue.Whole(var y)
        ? x.CompareTo(y)
        : a is DataValue.Exact(var p) && b is DataValue.Exact(var q) ? p.CompareTo(q) : ToDouble(a).CompareTo(ToDouble(b));
}
