using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Functions;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Checking;

/// <summary>Calls of functions and methods: whether they exist, their arguments, and the type of their results.</summary>
/// <param name="flow">What the flow offers.</param>
/// <param name="typeOf">The type of an argument.</param>
/// <param name="typeOfLambda">The type of a lambda's result for a type of its parameter.</param>
/// <param name="findings">Takes what is found.</param>
internal sealed class CallTyping(
    FlowFunctions flow, Func<Expression, ValueType> typeOf, Func<Expression.Lambda, ValueType, ValueType> typeOfLambda, List<Finding> findings)
{
    /// <summary>The type of a call of a method.</summary>
    public ValueType OfMethod(Expression.MethodCall call)
    {
        _ = typeOf(call.Target);
        foreach (var argument in call.Arguments)
            _ = typeOf(argument);
        if (Evaluation.Methods.Known.TryGetValue(call.Name, out var known))
        {
            if (call.Arguments.Length < known.Fewest || call.Arguments.Length > known.Most)
                findings.Add(new(FindingKind.ArgumentCount, call.NameAt, $"the method '{call.Name}' takes {Count(known.Fewest, known.Most)}, not {call.Arguments.Length}"));
            return known.Result == ValueKinds.Any ? ValueType.Any : new(known.Result);
        }

        var similar = Similar.To(call.Name, Evaluation.Methods.Known.Keys);
        findings.Add(new(
            FindingKind.UnknownMethod, call.NameAt, $"the method '{call.Name}' is not known to FlowPlan", similar is null ? null : $"did you mean '{similar}'?"));
        return ValueType.Any;
    }

    /// <summary>The type of a call of a function.</summary>
    public ValueType OfCall(Expression.Call call)
    {
        if (FunctionTable.Default.Find(call.Name) is not { } function)
        {
            foreach (var argument in call.Arguments)
                _ = typeOf(argument);
            var similar = Similar.To(call.Name, FunctionTable.Default.All.Select(f => f.Name));
            findings.Add(new(FindingKind.UnknownFunction, call.NameAt, $"the function '{call.Name}' is not known", similar is null ? null : $"did you mean '{similar}'?"));
            return ValueType.Any;
        }

        if (!function.Accepts(call.Arguments.Length))
            findings.Add(new(FindingKind.ArgumentCount, call.NameAt, CountMessage(function, call.Arguments.Length), $"write {function.Signature}"));
        CheckUse(call, function);
        var arguments = new List<ValueType>();
        for (var i = 0; i < call.Arguments.Length; i++)
            arguments.Add(OfArgument(call, function, i, arguments));
        return FunctionResults.Of(function, arguments);
    }

    private ValueType OfArgument(Expression.Call call, FunctionInfo function, int index, List<ValueType> before)
    {
        var argument = call.Arguments[index];
        var parameter = function.Accepts(call.Arguments.Length) ? function.ParameterAt(index, call.Arguments.Length) : null;
        if (argument is Expression.Lambda lambda)
        {
            var result = typeOfLambda(lambda, before.Count > 0 ? before[0].Item() : ValueType.Any);
            if (parameter is not null && (parameter.Accepts & ValueKinds.Function) == 0)
                findings.Add(new(FindingKind.ArgumentType, argument.Range, $"'{parameter.Name}' of {function.Name} is not a lambda"));
            return result;
        }

        // The second form of object_to_map names a field of the items without quotes.
        if (function.Name == "object_to_map" && index == 1 && call.Arguments.Length == 2 && argument is Expression.Field)
            return new(ValueKinds.Text);
        var type = typeOf(argument);
        // Null is accepted everywhere, and the result of nearly each function may be null.
        var kinds = type.Kinds & ~ValueKinds.Null;
        if (parameter is not null && kinds != 0 && (kinds & parameter.Accepts) == 0)
        {
            var wanted = (parameter.Accepts & ValueKinds.Function) != 0 ? "a lambda" : Article(parameter.Type);
            findings.Add(new(FindingKind.ArgumentType, argument.Range, $"'{parameter.Name}' of {function.Name} must be {wanted}, not {Article((type with { Kinds = kinds }).ToString())}"));
        }

        return type;
    }

    private void CheckUse(Expression.Call call, FunctionInfo function)
    {
        var needed = function.Flows switch
        {
            "destinations" => FlowFunctions.Destinations,
            "analytics" => FlowFunctions.Analytics,
            "profile updates" => FlowFunctions.ProfileUpdates,
            _ => FlowFunctions.Common,
        };
        if ((flow & needed) != needed)
            findings.Add(new(FindingKind.OtherFlow, call.NameAt, $"{function.Name} is only for {Audience(needed)}"));
        if (function.Replacement is { } replacement)
            findings.Add(new(FindingKind.Deprecated, call.NameAt, $"{function.Name} is deprecated", $"use {replacement}"));
    }

    private static string Audience(FlowFunctions flow) => flow switch
    {
        FlowFunctions.Destinations => "exports to destinations",
        FlowFunctions.Analytics => "Adobe Analytics and the Web SDK",
        _ => "streaming updates of profiles",
    };

    private static string CountMessage(FunctionInfo function, int count)
    {
        var range = Count(function.Fewest, function.Most);
        return count >= function.Fewest && count <= (function.Most ?? int.MaxValue)
            ? $"the arguments of {function.Name} must be pairs; there are {count}"
            : $"{function.Name} takes {range}, not {count}";
    }

    private static string Count(int fewest, int? most) => (fewest, most) switch
    {
        (0, 0) => "no arguments",
        (1, null) => "at least 1 argument",
        (_, null) => $"at least {fewest} arguments",
        (1, 1) => "1 argument",
        _ when fewest == most => $"{fewest} arguments",
        _ => $"{fewest} to {most} arguments",
    };

    private static string Article(string type) => type switch
    {
        "keys" => "a string or an array",
        "map" => "an object",
        "any value" or "null" => type,
        _ => "aeio".Contains(type[0], StringComparison.Ordinal) ? $"an {type}" : $"a {type}",
    };
}
