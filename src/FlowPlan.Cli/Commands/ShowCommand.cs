using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Rendering.PlanFormat;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.FileStore;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan show</c>: shows a saved plan, also one that is out of date, or what the lockfile records. Makes no call.</summary>
internal sealed class ShowCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var what = new Argument<string>("plan or manifest")
        {
            Description = "A plan that 'plan --out' saved; or a manifest, to show its lockfile",
            DefaultValueFactory = _ => ".",
        };
        var command = new Command("show", "Show a saved plan, or what the lockfile records") { what, options.Env, options.Var, options.VarFile, options.Format };
        command.SetAction((parsed, _) => new ShowCommand(makeHost(parsed)).RunAsync(
            options.ManifestArguments(parsed) with { Path = parsed.GetValue(what) ?? "." }));
        return command;
    }

    public async Task<int> RunAsync(ManifestArguments arguments)
    {
        if (SavedPlans.IsOne(arguments.Path))
            return await ShowPlanAsync(arguments);
        if (await Records.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        host.Reporter.Record(lockfile);
        return ExitCodes.Done;
    }

    private async Task<int> ShowPlanAsync(ManifestArguments arguments)
    {
        var read = await SavedPlans.ReadAsync(arguments.Path, host.Signals.Stop);
        host.Reporter.Diagnostics(read.Diagnostics);
        if (read.Value is not { } saved)
            return ExitCodes.Error;
        host.Reporter.Diagnostics(saved.Plan.Diagnostics);
        host.Reporter.Plan(saved.Plan);
        if (await WhyOutOfDateAsync(arguments, saved) is { } why)
            host.Reporter.Diagnostics([why]);
        return ExitCodes.Done;
    }

    /// <summary>What can be told without a call: whether the lockfile beside the manifest is the one that the plan was made from.</summary>
    private async Task<Diagnostic?> WhyOutOfDateAsync(ManifestArguments arguments, SavedPlan saved)
    {
        var manifest = SavedPlans.ManifestOf(arguments.Path, saved, arguments).Path;
        var folder = Directory.Exists(manifest) ? manifest : Path.GetDirectoryName(Path.GetFullPath(manifest));
        if (!Directory.Exists(folder))
            return null;
        var loaded = await new FileStateStore(Path.GetFullPath(folder), saved.Plan.Binding.Environment, host.Time).LoadAsync(host.Signals.Stop);
        if (!loaded.Succeeded)
            return null;
        var (lineage, serial) = (loaded.Value.Lockfile?.Lineage, loaded.Value.Lockfile?.Serial ?? 0);
        return lineage == saved.Plan.Binding.Lineage && serial == saved.Plan.Binding.Serial
            ? null
            : Diagnostic.Of(
                CliDescriptors.PlanMayBeOutdated,
                FormattableString.Invariant($"the plan may be out of date: the lockfile has serial {serial}, and the plan was made from serial {saved.Plan.Binding.Serial}"),
                help: "'flowplan apply' looks at each object that the plan touches, and stops before it changes anything if one is not as it was");
    }
}
