using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan show</c>: shows a saved plan, also a stale one, or the state. Makes no call.</summary>
internal sealed class ShowCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var what = new Argument<string>("plan or manifest")
        {
            Description = "A plan saved by 'plan --out', or a manifest to show its state",
            DefaultValueFactory = _ => ".",
        };
        var command = new Command("show", "Show a saved plan, or the state") { what, options.Env, options.Var, options.VarFile, options.Format };
        return command.Runs((host, parsed) => new ShowCommand(host).RunAsync(
            options.ManifestArguments(parsed) with { Path = parsed.GetValue(what) ?? "." }));
    }

    public async Task<int> RunAsync(ManifestArguments arguments)
    {
        if (SavedPlanFile.IsOne(arguments.Path))
            return await ShowPlanAsync(arguments);
        if (await StateAccess.LoadAsync(host, arguments) is not { } lockfile)
            return ExitCodes.Error;
        host.Reporter.State(lockfile);
        return ExitCodes.Done;
    }

    private async Task<int> ShowPlanAsync(ManifestArguments arguments)
    {
        var read = await SavedPlanFile.ReadAsync(arguments.Path, host.Cipher, host.Signals.Stop);
        host.Reporter.Diagnostics(read.Diagnostics);
        if (read.Value is not { } saved)
            return ExitCodes.Error;
        host.Reporter.Diagnostics(saved.Plan.Diagnostics);
        host.Reporter.Plan(saved.Plan);
        if (await WhyStaleAsync(arguments, saved) is { } why)
            host.Reporter.Diagnostics([why]);
        return ExitCodes.Done;
    }

    /// <summary>What is known without a call: whether the plan was made from the present lockfile.</summary>
    private async Task<Diagnostic?> WhyStaleAsync(ManifestArguments arguments, SavedPlan saved)
    {
        if (StateAccess.StoreOf(host, SavedPlanFile.ManifestOf(arguments.Path, saved, arguments), saved.Plan.Binding) is not { } store)
            return null;
        var loaded = await store.LoadAsync(host.Signals.Stop);
        if (!loaded.Succeeded)
            return null;
        var (lineage, serial) = (loaded.Value.Lockfile?.Lineage, loaded.Value.Lockfile?.Serial ?? 0);
        return lineage == saved.Plan.Binding.Lineage && serial == saved.Plan.Binding.Serial
            ? null
            : Diagnostic.Of(
                CliDescriptors.PlanMayBeOutdated,
                FormattableString.Invariant($"the plan may be stale: it was made from serial {saved.Plan.Binding.Serial} of the lockfile, which now has serial {serial}"),
                help: "'flowplan apply' checks each object of the plan, and stops before any change if one is not as planned");
    }
}
