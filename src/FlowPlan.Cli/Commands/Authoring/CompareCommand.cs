using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Comparing;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Authoring;

/// <summary><c>flowplan compare</c>: shows what a manifest declares in another way for another environment. Makes no call.</summary>
internal sealed class CompareCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var left = new Argument<string>("environment") { Description = "First environment" };
        var right = new Argument<string>("other") { Description = "Second environment" };
        var command = new Command("compare", "Show what the manifest declares differently for two environments") { left, right, options.Manifest, options.Var, options.VarFile };
        return command.Runs((host, parsed) => Task.FromResult(new CompareCommand(host).Run(options.ManifestArguments(parsed), parsed.GetRequiredValue(left), parsed.GetRequiredValue(right))));
    }

    public int Run(ManifestArguments arguments, string left, string right)
    {
        if (Workspace.Load(host, arguments with { Environment = left }, secretsOptional: true) is not { } one || Workspace.Load(host, arguments with { Environment = right }, secretsOptional: true) is not { } other)
            return ExitCodes.Error;
        var differences = EnvironmentComparison.Of(one.Desired, other.Desired).ToList();
        foreach (var difference in differences)
            host.Reporter.WriteResult(TextOf(difference, left, right) + "\n");
        host.Reporter.WriteResult(differences.Count == 0
            ? $"{left} and {right} declare the same {Quantity.Of(one.Desired.Items.Length, "resource")}."
            : Summary(differences, left, right));
        return ExitCodes.Done;
    }

    private static string Summary(List<ResourceComparison> differences, string left, string right)
    {
        var (onlyLeft, onlyRight) = (differences.Count(d => d.Right is null), differences.Count(d => d.Left is null));
        return $"{Quantity.Of(differences.Count - onlyLeft - onlyRight, "resource")} with other fields, {onlyLeft} only in {left}, {onlyRight} only in {right}.";
    }

    private static string TextOf(ResourceComparison difference, string left, string right)
    {
        if (difference.Left is null || difference.Right is null)
            return $"{difference.Address}\n  only in {(difference.Right is null ? left : right)}\n";
        var width = Math.Max(left.Length, right.Length);
        return $"{difference.Address}\n{string.Concat(difference.Fields.Select(f => $"  {f.Path.ToDisplay()}\n    {left.PadRight(width)}  {Shown(f.Left)}\n    {right.PadRight(width)}  {Shown(f.Right)}\n"))}";
    }

    private static string Shown(Value? value) => value is null ? "(not set)" : ValueText.Of(value);
}
