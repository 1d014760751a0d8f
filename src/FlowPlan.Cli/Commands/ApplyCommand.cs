using System.CommandLine;
using System.Globalization;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan apply</c>: plans, asks, carries the plan out and records it in the lockfile.</summary>
internal sealed class ApplyCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost) =>
        Create("apply", "Make the platform match the manifest", destroy: false, options, makeHost);

    /// <summary><c>flowplan destroy</c>: deletes all that the lockfile records, dependents first, and nothing else.</summary>
    public static Command CreateDestroy(GlobalOptions options, Func<ParseResult, CommandHost> makeHost) =>
        Create("destroy", "Delete all that the lockfile records", destroy: true, options, makeHost);

    private static Command Create(
        string name, string description, bool destroy, GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var autoApprove = new Option<bool>("--auto-approve") { Description = "Do not ask before changing anything" };
        var allowDelete = new Option<string[]>("--allow-delete")
        {
            Description = "Consent to deletes and replacements without being asked: all, or one address; may be repeated",
            HelpName = "all|address",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(name, description);
        options.AddPlatformOptions(command);
        command.Add(options.LockTimeout);
        command.Add(options.Format);
        command.Add(autoApprove);
        command.Add(allowDelete);
        command.SetAction((parsed, _) => new ApplyCommand(makeHost(parsed)).RunAsync(
            options.PlatformArguments(parsed),
            new ApplyArguments(
                parsed.GetValue(autoApprove),
                parsed.GetResult(allowDelete) is null ? null : parsed.GetValue(allowDelete) ?? [],
                GlobalOptions.ParseDuration(parsed.GetValue(options.LockTimeout)) ?? TimeSpan.Zero,
                destroy)));
        return command;
    }

    public async Task<int> RunAsync(PlatformArguments arguments, ApplyArguments apply)
    {
        if (Workspace.Load(arguments.Manifest, host.Dialect, host.ProcessEnvironment, host.Reporter) is not { } workspace)
            return ExitCodes.Error;
        if (apply.Destroy)
            workspace = workspace.With(new DesiredResources([]));
        await using var target = await PlatformTarget.OpenAsync(
            arguments, workspace, host.ProcessEnvironment, host.Reporter, host.Signals.Stop);
        if (target is null)
            return ExitCodes.Error;
        var store = new FileStateStore(workspace.Folder, workspace.Declarations.Environment.Name, host.Time);
        await using var session = await store.OpenAsync(LockRequest.From(apply.Verb, apply.LockTimeout, host.ProcessEnvironment), host.Signals.Stop);
        await target.Provider.CheckAccessAsync(host.Signals.Stop);
        var recovered = await Recovering.ResolveAsync(host, workspace, target.Provider, session.Snapshot, host.Signals.Stop);
        var planned = await PlanMaking.MakeAsync(
            host, workspace, target.Provider, store, recovered.Lockfile, arguments.Parallelism, host.Signals.Stop);
        if (planned.Value is not { } plan)
            return ExitCodes.Of(planned.Diagnostics);
        host.Reporter.Plan(plan);
        if (!Consented(plan, apply))
            return ExitCodes.Refused;
        return await CarryOutAsync(arguments, workspace, target, session, recovered, plan, apply);
    }

    private async Task<int> CarryOutAsync(
        PlatformArguments arguments,
        Workspace workspace,
        PlatformTarget target,
        IStateSession session,
        RecoveredState recovered,
        Plan plan,
        ApplyArguments apply)
    {
        var lockfile = recovered.Lockfile ?? NewLockfile(plan);
        host.Signals.GentleStop = true;
        if (plan.HasChanges)
            host.Reporter.ApplyBegins(plan);
        var executor = new PlanExecutor(target.Provider, session, PlanMaking.MatcherOf(lockfile), host.Time, host.Reporter.Happened);
        var result = await executor.ExecuteAsync(
            plan, lockfile, new ApplyOptions(arguments.Parallelism) { Window = Recovering.Window(host) }, host.Signals.Stop, host.Signals.Abort);
        if (plan.HasChanges)
            host.Reporter.ApplyEnded(result, ContinueWith(apply.Verb, arguments));
        else
            host.Reporter.Outputs(result.Lockfile);
        if (result.Interrupted)
            return ExitCodes.Interrupted;
        return result.Complete ? ExitCodes.Done : ExitCodes.Partial;
    }

    /// <summary>Asks where somebody can be asked; where nobody can, only what the options allow is done.</summary>
    private bool Consented(Plan plan, ApplyArguments apply)
    {
        if (!plan.HasChanges)
            return true;
        if (!apply.AutoApprove && !host.Reporter.CanAsk)
        {
            host.Reporter.Diagnostics([Diagnostic.Error(
                "FP7001",
                "nobody can be asked to approve the plan: this is no terminal",
                help: "review the plan with 'flowplan plan', then run apply with --auto-approve")]);
            return false;
        }

        var unconsented = plan.Actions.Where(a => a.Destructive && !Allows(apply.AllowDelete, a)).ToList();
        if (unconsented.Count > 0 && !host.Reporter.CanAsk)
        {
            host.Reporter.Diagnostics(unconsented.Select(a => Diagnostic.Error(
                "FP7002",
                $"{a.Address} would be {(a.Kind == ActionKind.Delete ? "deleted" : "replaced")}, which needs a consent of its own",
                help: $"add --allow-delete {a.Address}, or --allow-delete for all") with
            {
                Address = a.Address.ToString(),
                Details = [.. a.Consequences],
            }));
            return false;
        }

        if (apply.AutoApprove && unconsented.Count == 0)
            return true;
        var question = unconsented.Count == 0
            ? "Apply this plan?"
            : $"Apply this plan, with {unconsented.Count} deleted or replaced?";
        if (host.Reporter.Confirm(question))
            return true;
        host.Reporter.Note("Nothing was changed.");
        return false;
    }

    private static bool Allows(string[]? allowed, PlannedAction action) =>
        allowed is not null && (allowed.Length == 0 || allowed.Contains("all") || allowed.Contains(action.Address.ToString()));

    private static Lockfile NewLockfile(Plan plan) => new()
    {
        Lineage = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture),
        Serial = 0,
        Project = plan.Binding.Project,
        Environment = plan.Binding.Environment,
        Organization = plan.Binding.Organization,
        Sandbox = plan.Binding.Sandbox,
    };

    private static string ContinueWith(string verb, PlatformArguments arguments)
    {
        var words = new List<string> { $"flowplan {verb}" };
        if (arguments.Manifest.Path != ".")
            words.Add(arguments.Manifest.Path);
        if (arguments.Manifest.Environment is { } environment)
            words.Add($"--env {environment}");
        if (arguments.Target is { } target)
            words.Add($"--target {target}");
        return string.Join(' ', words);
    }
}

/// <summary>How an apply asks for consent.</summary>
/// <param name="AutoApprove">Whether it does not ask.</param>
/// <param name="AllowDelete">The deletes consented to; empty for all, null for none.</param>
/// <param name="LockTimeout">How long to wait for the lock.</param>
/// <param name="Destroy">Whether all that is recorded is to go.</param>
internal sealed record ApplyArguments(bool AutoApprove, string[]? AllowDelete, TimeSpan LockTimeout, bool Destroy)
{
    /// <summary>The command that was given.</summary>
    public string Verb => Destroy ? "destroy" : "apply";
}
