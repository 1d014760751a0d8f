using FlowPlan.DataPrep.Functions;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Checking;

/// <summary>The types of the results of functions, as the table names them. Every function may return null.</summary>
internal static class FunctionResults
{
    /// <summary>The type of a call with arguments of these types.</summary>
    public static ValueType Of(FunctionInfo function, IReadOnlyList<ValueType> arguments)
    {
        var result = function.Result switch
        {
            "string" => new(ValueKinds.Text),
            "integer" => new(ValueKinds.Whole),
            "number" => new(ValueKinds.Number),
            "double" => new(ValueKinds.Floating),
            "boolean" => new(ValueKinds.Boolean),
            "date" => new(ValueKinds.Date),
            "null" => new(ValueKinds.Null),
            "array<string>" => new(ValueKinds.List, ValueKinds.Text | ValueKinds.Null),
            "array<map>" => new(ValueKinds.List, ValueKinds.Map),
            "array" => new(ValueKinds.List, ValueKinds.Any),
            "map" or "map<string>" => new(ValueKinds.Map),
            "args:1" => Union(arguments, 0),
            "args:2" => Union(arguments, 1),
            "items" when arguments.Count == 1 && (arguments[0].Kinds & ValueKinds.List) != 0 => arguments[0].Or(arguments[0].Item()),
            "items" => Union(arguments, 0),
            _ => ValueType.Any,
        };
        // A choice of arguments may be null only where one of them may.
        return function.Name is "iif" ? result : result.OrNull();
    }

    private static ValueType Union(IReadOnlyList<ValueType> arguments, int from)
    {
        var type = new ValueType(ValueKinds.None);
        for (var i = from; i < arguments.Count; i++)
            type = type.Or(arguments[i]);
        return type;
    }
}
