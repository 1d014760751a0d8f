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
        var command = new Command("compare", "Show what the manifest declares differently for two environments") { left, right, options.Manifest, options.Var, options.VarFile, FormatOption.ConsoleOrJson() };
        return command.Runs((host, parsed) => new CompareCommand(host).RunAsync(options.ManifestArguments(parsed), parsed.GetRequiredValue(left), parsed.GetRequiredValue(right)));
    }

    public async Task<int> RunAsync(ManifestArguments arguments, string left, string right)
    {
        if (await LoadAsync(arguments, left, right) is not var (one, other))
            return ExitCodes.Error;
        var differences = EnvironmentComparison.Of(one.Desired, other.Desired).ToList();
        var summary = differences.Count == 0
            ? $"{left} and {right} declare the same {Quantity.Of(one.Desired.Items.Length, "resource")}."
            : Summary(differences, left, right);
        host.Reporter.Document(
            $"{string.Concat(differences.Select(d => TextOf(d, left, right) + "\n"))}{summary}\n",
            Value.Map.Of(("environments", Documents.Texts([left, right])), ("differences", Documents.List(differences, d => ValueOf(d, left, right)))));
        return ExitCodes.Done;
    }

    /// <summary>The manifest for both environments; null when it is invalid for one, which is reported. What is wrong in both is one mistake.</summary>
    private async Task<(Workspace Left, Workspace Right)?> LoadAsync(ManifestArguments arguments, string left, string right)
    {
        var request = Workspace.RequestOf(host, arguments) with { SecretsOptional = true };
        var loaded = Workspace.LoadFiles(host, request);
        if (!loaded.Succeeded)
        {
            host.Reporter.Diagnostics(loaded.Diagnostics);
            return null;
        }

        var one = await Workspace.ReadAsync(host, loaded.Value, request with { Environment = left });
        var other = await Workspace.ReadAsync(host, loaded.Value, request with { Environment = right });
        host.Reporter.Diagnostics([.. one.Diagnostics.Union(other.Diagnostics)]);
        return one.Value is null || other.Value is null ? null : (one.Value, other.Value);
    }

    private static string Summary(List<ResourceComparison> differences, string left, string right)
    {
        var (onlyLeft, onlyRight) = (differences.Count(d => d.Right is null), differences.Count(d => d.Left is null));
        var inBoth = differences.Count - onlyLeft - onlyRight;
        return $"{Quantity.Of(inBoth, "resource")} {(inBoth == 1 ? "differs" : "differ")}, {onlyLeft} only in {left}, {onlyRight} only in {right}.";
    }

    private static string TextOf(ResourceComparison difference, string left, string right)
    {
        if (difference.Left is null || difference.Right is null)
            return $"{difference.Address}\n  only in {(difference.Right is null ? left : right)}\n";
        var width = Math.Max(left.Length, right.Length);
        return $"{difference.Address}\n{string.Concat(difference.Fields.Select(f => $"  {f.Path.ToDisplay()}\n    {left.PadRight(width)}  {Shown(f.Left)}\n    {right.PadRight(width)}  {Shown(f.Right)}\n"))}";
    }

    private static Value.Map ValueOf(ResourceComparison difference, string left, string right) => Value.Map.Of(
        ("address", Value.Of(difference.Address.ToString())),
        ("onlyIn", difference.Right is null ? Value.Of(left) : difference.Left is null ? Value.Of(right) : null),
        ("fields", Documents.List(difference.Fields, f => Value.Map.Of(
            ("path", Value.Of(f.Path.ToString())),
            ("values", new Value.List([f.Left is null ? Value.NullValue : Documents.Shown(f.Left), f.Right is null ? Value.NullValue : Documents.Shown(f.Right)]))))));

    private static string Shown(Value? value) => value is null ? "(not set)" : ValueText.Of(value);
}
