using System.CommandLine;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.DataPrep.Functions;

namespace FlowPlan.Cli.Commands.Mappings;

/// <summary><c>flowplan functions</c>: the functions that expressions of mappings can call, or one of them.</summary>
internal static class FunctionsCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "Function to show (default: all)", Arity = ArgumentArity.ZeroOrOne };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && FunctionTable.Default.Find(given) is null)
            {
                var similar = DidYouMean.Closest(given, FunctionTable.Default.All.Select(f => f.Name));
                result.AddError($"There is no function '{given}'. {(similar is null ? "'flowplan functions' lists all." : $"Did you mean '{similar}'?")}");
            }
        });
        var command = new Command("functions", "Show the functions of mapping expressions") { name };
        command.SetAction(parsed =>
        {
            Console.Write(parsed.GetValue(name) is { } one ? TextOf(FunctionTable.Default.Find(one)!) : List());
            return ExitCodes.Done;
        });
        return command;
    }

    private static string List()
    {
        var all = FunctionTable.Default.All;
        var width = all.Max(f => f.Name.Length);
        return string.Concat(all.GroupBy(f => f.Category).Select(g =>
            $"{g.Key}\n{string.Concat(g.Select(f => $"  {f.Name.PadRight(width)}  {f.Meaning}\n"))}"));
    }

    private static string TextOf(FunctionInfo function)
    {
        var lines = new List<string> { function.Signature, "  " + function.Meaning };
        lines.AddRange(function.Parameters.Select(p => $"  {p.Name}: {p.Type}{(p.IsOptional ? ", optional" : "")}"));
        lines.Add($"  result: {function.Result.Split(':')[0] switch { "args" => "the type of its arguments", "items" => "the type of the items", var type => type }}");
        if (function.Flows.Length > 0)
            lines.Add($"  only for: {function.Flows}");
        if (function.Replacement is { } replacement)
            lines.Add($"  deprecated: use {replacement}");
        if (!function.IsOffline)
            lines.Add("  cannot be evaluated offline: tests need a stub");
        lines.Add($"  example: {function.Example}");
        return string.Join('\n', lines) + "\n";
    }
}
