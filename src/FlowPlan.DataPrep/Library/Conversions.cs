using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowPlan.DataPrep.Runtime;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Library;

/// <summary>Functions from strings to numbers and objects. A text that is not a number fails, and so the field becomes null.</summary>
internal static class Conversions
{
    public static IEnumerable<(string, Func<CallContext, DataValue>)> All =>
    [
        ("to_bigint", c => Number(c, ToBig)),
        ("to_decimal", c => Number(c, n => new DataValue.Floating(Coercion.ToDouble(n)))),
        ("to_float", c => Number(c, n => new DataValue.Floating(double.Parse(((float)Coercion.ToDouble(n)).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)))),
        ("to_integer", c => Number(c, ToInteger)),
        ("json_to_object", c => c.Text(0) is { } text ? Json(text, c.Budget) : DataValue.Null),
    ];

    private static DataValue Number(CallContext call, Func<DataValue, DataValue> convert)
    {
        if (call[0].IsNull)
            return DataValue.Null;
        return Coercion.Number(call[0] is DataValue.Text(var text) ? DataValue.Of(text.Trim()) : call[0]) is { } number
            ? convert(number)
            : throw new EvaluationStop($"the argument of {call.Call.Name} is not a number");
    }

    private static DataValue ToBig(DataValue number) => number switch
    {
        DataValue.Floating(var amount) when Math.Abs(amount) < 1e27 => new DataValue.Exact((decimal)amount),
        _ => number,
    };

    private static DataValue ToInteger(DataValue number) => number switch
    {
        DataValue.Whole(var amount) when amount >= int.MinValue && amount <= int.MaxValue => number,
        DataValue.Whole => throw new EvaluationStop("the number is outside of the range of integers"),
        _ => throw new EvaluationStop("the number has a fraction, and the documentation does not say what to_integer does then", isUnknown: true),
    };

    private static DataValue Json(string text, Budget budget)
    {
        budget.Spend(text.Length / 4);
        try
        {
            return JsonValues.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            throw new EvaluationStop("the text is not JSON");
        }
    }
}
