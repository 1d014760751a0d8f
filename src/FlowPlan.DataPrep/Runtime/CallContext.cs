using System.Collections.Immutable;
using System.Numerics;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Runtime;

/// <summary>A call of a function: its arguments and what it may use.</summary>
internal sealed class CallContext(Expression.Call call, ImmutableArray<DataValue> arguments, EvaluationContext context, Budget budget, Func<Expression.Lambda, ImmutableArray<DataValue>, DataValue> invoke)
{
    /// <summary>The number of arguments.</summary>
    public int Count => arguments.Length;

    /// <summary>The arguments.</summary>
    public ImmutableArray<DataValue> Arguments => arguments;

    /// <summary>The call in the syntax tree.</summary>
    public Expression.Call Call => call;

    /// <summary>The record and the clock.</summary>
    public EvaluationContext Context => context;

    /// <summary>Bounds the work.</summary>
    public Budget Budget => budget;

    /// <summary>An argument; null where it was left out.</summary>
    public DataValue this[int index] => index < arguments.Length ? arguments[index] : DataValue.Null;

    /// <summary>An argument as text; null for null.</summary>
    public string? Text(int index) => this[index] switch
    {
        DataValue.Text(var content) => content,
        DataValue.Nothing => null,
        DataValue.List or DataValue.Map => throw new EvaluationStop($"argument {index + 1} of {call.Name} is not a string"),
        var other => ValueText.Of(other),
    };

    /// <summary>An argument as an integer; null for null.</summary>
    public int? Integer(int index) => this[index] switch
    {
        DataValue.Nothing => null,
        DataValue.Whole(var amount) when BigInteger.Abs(amount) <= int.MaxValue => (int)amount,
        DataValue.Floating(var amount) when Math.Abs(amount) <= int.MaxValue => (int)amount,
        DataValue.Text(var text) when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var amount) => amount,
        _ => throw new EvaluationStop($"argument {index + 1} of {call.Name} is not an integer"),
    };

    /// <summary>An argument as an array; null for null.</summary>
    public ImmutableArray<DataValue>? List(int index) => this[index] switch
    {
        DataValue.Nothing => null,
        DataValue.List(var items) => items,
        _ => throw new EvaluationStop($"argument {index + 1} of {call.Name} is not an array"),
    };

    /// <summary>An argument as an object; null for null.</summary>
    public DataValue.Map? Map(int index) => this[index] switch
    {
        DataValue.Nothing => null,
        DataValue.Map map => map,
        _ => throw new EvaluationStop($"argument {index + 1} of {call.Name} is not an object"),
    };

    /// <summary>An argument as a date; null for null. A string is read in the formats that Data Prep tries.</summary>
    public ZonedTime? Date(int index) => this[index] switch
    {
        DataValue.Nothing => null,
        DataValue.Date(var time) => time,
        DataValue.Text(var text) => Dates.DateTexts.Read(text) ?? throw new EvaluationStop($"argument {index + 1} of {call.Name} is not a date"),
        _ => throw new EvaluationStop($"argument {index + 1} of {call.Name} is not a date"),
    };

    /// <summary>The result of the lambda that an argument is.</summary>
    public DataValue Invoke(int index, DataValue item) => call.Arguments[index] is Expression.Lambda lambda
        ? invoke(lambda, [item])
        : throw new EvaluationStop($"argument {index + 1} of {call.Name} is not a lambda");
}
