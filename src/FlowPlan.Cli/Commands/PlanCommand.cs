using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State.FileStore;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan plan</c>: shows what an apply would do. Takes no lock and writes nothing.</summary>
internal sealed class PlanCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "Exit with 2 when changes are pending" };
        var command = new Command("plan", "Show what an apply would do; changes nothing");
        var save = new Option<string?>("--out") { Description = "Also save the plan to a file, for 'flowplan apply <file>'", HelpName = "file" };
        options.AddPlatformOptions(command);
        options.AddPlanOptions(command);
        command.Add(options.Format);
        command.Add(save);
        command.Add(detailed);
        command.SetAction((parsed, _) => new PlanCommand(makeHost(parsed)).RunAsync(
            options.PlatformArguments(parsed), options.PlanOptions(parsed), parsed.GetValue(save), parsed.GetValue(detailed)));
        return command;
    }

    public async Task<int> RunAsync(PlatformArguments arguments, PlanOptions options, string? saveTo, bool detailedExitCode)
    {
        var stop = host.Signals.Stop;
        if (Workspace.Load(arguments.Manifest, host.Dialect, host.ProcessEnvironment, host.Reporter) is not { } workspace)
            return ExitCodes.Error;
        await using var target = await PlatformTarget.OpenAsync(arguments, workspace, host.ProcessEnvironment, host.Reporter, stop);
        if (target is null)
            return ExitCodes.Error;
        var store = new FileStateStore(workspace.Folder, workspace.Declarations.Environment.Name, host.Time);
        var loaded = await store.LoadAsync(stop);
        host.Reporter.Diagnostics(loaded.Diagnostics);
        if (!loaded.Succeeded)
            return ExitCodes.Error;
        await target.Provider.CheckAccessAsync(stop);
        var recovered = await Recovering.ResolveAsync(host, workspace, target.Provider, loaded.Value, stop);
        var planned = await PlanMaking.MakeAsync(host, workspace, target.Provider, store, recovered.Lockfile, arguments.Parallelism, stop, options);
        if (planned.Value is not { } plan)
            return ExitCodes.Of(planned.Diagnostics);
        host.Reporter.Plan(plan);
        if (saveTo is not null)
        {
            SavedPlans.Write(saveTo, plan, arguments.Manifest);
            var where = arguments.Target is { } given ? $" --target {given}" : string.Empty;
            host.Reporter.Note($"Saved the plan to {saveTo}. To carry it out: flowplan apply {saveTo}{where}");
        }

        return plan.HasChanges && detailedExitCode ? ExitCodes.ChangesPending : ExitCodes.Done;
    }
}
