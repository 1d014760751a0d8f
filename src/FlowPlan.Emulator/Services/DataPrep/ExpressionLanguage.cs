using System.Text.Json.Nodes;
using FlowPlan.DataPrep.Checking;
using FlowPlan.DataPrep.Functions;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using DataPrepOperators = FlowPlan.DataPrep.Syntax.Operators;

namespace FlowPlan.Emulator.Services.DataPrep;

/// <summary>The language of expressions: its functions, its operators, and whether a text is an expression.</summary>
internal static class ExpressionLanguage
{
    public static Reply Functions() => Reply.Ok(new JsonArray([.. FunctionTable.Default.All.Select(FunctionOf)]));

    public static Reply Operators() => Reply.Ok(new JsonArray(
    [
        .. Enum.GetValues<BinaryOperator>().Where(o => o != BinaryOperator.Assign).Select(o => OperatorOf(DataPrepOperators.TextOf(o), o.ToString(), 2)),
        .. Enum.GetValues<UnaryOperator>().Select(o => OperatorOf(DataPrepOperators.TextOf(o), o.ToString(), 1)),
    ]));

    public static Reply Validate(EmulatorRequest request)
    {
        if (request.Json().Text("expression") is not { } expression)
            throw DataPrepErrors.Of(request, 400, "An expression is required.");
        var problem = ProblemOf(expression);
        return Reply.Ok(new JsonObject
        {
            ["validationStatus"] = problem is null ? "succeeded" : "failed",
            ["error"] = problem ?? "none",
        });
    }

    /// <summary>Why Data Prep does not take an expression; null where it does.</summary>
    public static string? ProblemOf(string expression) => ExpressionChecker.Check(expression).Findings
        .FirstOrDefault(f => f.IsError || f.Kind is FlowPlan.DataPrep.Findings.FindingKind.UnknownFunction or FlowPlan.DataPrep.Findings.FindingKind.UnknownMethod)?.Message;

    /// <summary>Why a text is certainly not a valid expression; null where it may be one: the service may have functions that the table lacks.</summary>
    public static string? ErrorOf(string expression) => ExpressionChecker.Check(expression).Findings.FirstOrDefault(f => f.IsError)?.Message;

    private static JsonObject FunctionOf(FunctionInfo function) => new()
    {
        ["category"] = function.Category,
        ["function"] = function.Name,
        ["description"] = function.Meaning,
        ["syntax"] = function.Signature,
        ["returns"] = function.Result,
        ["returnType"] = "java.lang.Object",
        ["example"] = function.Example,
        ["result"] = "",
        ["params"] = new JsonArray([.. function.Parameters.Select((p, i) => new JsonObject
        {
            ["name"] = p.Name,
            ["description"] = "",
            ["type"] = p.Type,
            ["dataType"] = "java.lang.Object",
            ["position"] = i + 1,
        })]),
        ["since"] = 1,
    };

    private static JsonObject OperatorOf(string symbol, string name, int operands) => new()
    {
        ["operatorSymbol"] = symbol,
        ["methodName"] = char.ToLowerInvariant(name[0]) + name[1..],
        ["numberOfOperands"] = operands,
        ["description"] = "",
        ["example"] = operands == 1 ? $"{symbol} a" : $"a {symbol} b",
    };
}
