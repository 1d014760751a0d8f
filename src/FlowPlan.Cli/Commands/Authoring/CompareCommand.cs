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

/// <summary>
/// <c>flowplan compare</c>: shows what a manifest declares in another way for another environment, without any call; or what the two sandboxes have in
/// another way, which takes a plan of each.
/// </summary>
internal sealed class CompareCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var left = new Argument<string>("environment") { Description = "First environment" };
        var right = new Argument<string>("other") { Description = "Second environment" };
        var live = new Option<bool>("--live") { Description = "Compare the live objects of the two sandboxes" };
        var command = new Command("compare", "Show what the manifest declares differently for two environments, or what their sandboxes have") { left, right, options.Manifest, options.Var, options.VarFile, live };
        options.Endpoint.AddTo(command);
        command.Add(options.Parallelism);
        command.Add(FormatOption.ConsoleOrJson());
        return command.Runs((host, parsed) =>
        {
            var (one, other) = (parsed.GetRequiredValue(left), parsed.GetRequiredValue(right));
            return parsed.GetValue(live)
                ? new CompareCommand(host).RunLiveAsync(options.PlatformArguments(parsed), one, other)
                : new CompareCommand(host).RunAsync(options.ManifestArguments(parsed), one, other);
        });
    }

    public async Task<int> RunAsync(ManifestArguments arguments, string left, string right)
    {
        if (await LoadAsync(arguments, left, right) is not var (one, other))
            return ExitCodes.Error;
        Report([.. EnvironmentComparison.Of(one.Desired, other.Desired)], left, right, $"{left} and {right} declare the same {Quantity.Of(one.Desired.Items.Length, "resource")}.");
        return ExitCodes.Done;
    }

    public async Task<int> RunLiveAsync(PlatformArguments arguments, string left, string right)
    {
        if (await SideOfAsync(arguments, left) is not { } one || await SideOfAsync(arguments, right) is not { } other)
            return ExitCodes.Error;
        Report([.. LiveComparison.Of(one, other)], left, right, $"The sandboxes of {left} and {right} have the same {Quantity.Of(one.Live.Count(), "object")}.");
        return ExitCodes.Done;
    }

    private void Report(List<ResourceComparison> differences, string left, string right, string same) => host.Reporter.Document(
        $"{string.Concat(differences.Select(d => TextOf(d, left, right) + "\n"))}{(differences.Count == 0 ? same : Summary(differences, left, right))}\n",
        Value.Map.Of(("environments", Documents.Texts([left, right])), ("differences", Documents.List(differences, d => ValueOf(d, left, right)))));

    /// <summary>What an environment's sandbox has; null when it cannot be found out, which is reported.</summary>
    private async Task<ComparedEnvironment?> SideOfAsync(PlatformArguments arguments, string environment)
    {
        var own = arguments with { Manifest = arguments.Manifest with { Environment = environment } };
        await using var workspace = await OpenWorkspace.OpenAsync(host, own, readsState: true, refreshes: true);
        return workspace is not null && await workspace.ReadStateAsync() is { } state && (await workspace.PlanAsync(state.Lockfile, new())).Value is { } plan
            ? ComparedEnvironment.Of(workspace.Manifest.Desired, plan)
            : null;
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
        var (onlyLeft, onlyRight) = (differences.Count(d => !d.IsInRight), differences.Count(d => !d.IsInLeft));
        var inBoth = differences.Count - onlyLeft - onlyRight;
        return $"{Quantity.Of(inBoth, "resource")} {(inBoth == 1 ? "differs" : "differ")}, {onlyLeft} only in {left}, {onlyRight} only in {right}.";
    }

    private static string TextOf(ResourceComparison difference, string left, string right)
    {
        if (!difference.IsInLeft || !difference.IsInRight)
            return $"{difference.Address}\n  only in {(difference.IsInLeft ? left : right)}\n";
        var width = Math.Max(left.Length, right.Length);
        return $"{difference.Address}\n{string.Concat(difference.Fields.Select(f => $"  {f.Path.ToDisplay()}\n    {left.PadRight(width)}  {Shown(f.Left)}\n    {right.PadRight(width)}  {Shown(f.Right)}\n"))}";
    }

    private static Value.Map ValueOf(ResourceComparison difference, string left, string right) => Value.Map.Of(
        ("address", Value.Of(difference.Address.ToString())),
        ("onlyIn", !difference.IsInRight ? Value.Of(left) : !difference.IsInLeft ? Value.Of(right) : null),
        ("fields", Documents.List(difference.Fields, f => Value.Map.Of(
            ("path", Value.Of(f.Path.ToString())),
            ("values", new Value.List([f.Left is null ? Value.NullValue : Documents.Shown(f.Left), f.Right is null ? Value.NullValue : Documents.Shown(f.Right)]))))));

    private static string Shown(Value? value) => value is null ? "(not set)" : ValueText.Of(value);
}
