using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Rendering.PlanFormat;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Review;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan apply</c>: plans, asks, carries the plan out and records it in the lockfile.</summary>
internal sealed class ApplyCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost) =>
        Create("apply", "Make the platform match the manifest, or carry out a plan that was saved", destroy: false, options, makeHost);

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
        options.AddPlanOptions(command, replace: !destroy);
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
                destroy,
                options.PlanOptions(parsed))));
        return command;
    }

    public async Task<int> RunAsync(PlatformArguments arguments, ApplyArguments apply)
    {
        SavedPlan? saved = null;
        if (!apply.Destroy && SavedPlans.IsOne(arguments.Manifest.Path))
        {
            var read = await SavedPlans.ReadAsync(arguments.Manifest.Path, host.Signals.Stop);
            host.Reporter.Diagnostics(read.Diagnostics);
            if ((saved = read.Value) is null)
                return ExitCodes.Error;
            arguments = arguments with { Manifest = SavedPlans.ManifestOf(arguments.Manifest.Path, saved, arguments.Manifest) };
            apply = apply with { Options = saved.Plan.Options };
        }

        if (Workspace.Load(arguments.Manifest, host.Dialect, host.ProcessEnvironment, host.Reporter) is not { } workspace)
            return ExitCodes.Error;
        if (apply.Destroy)
            workspace = workspace.With(new DesiredResources([]));
        await using var target = await PlatformTarget.OpenAsync(
            arguments, workspace, host.ProcessEnvironment, host.Reporter, host.Signals.Stop);
        if (target is null)
            return ExitCodes.Error;
        var store = new FileStateStore(workspace.Folder, workspace.Declarations.Environment.Name, host.Time);
        var opened = await store.OpenAsync(LockRequests.Of(apply.Verb, apply.LockTimeout, host.ProcessEnvironment), host.Signals.Stop);
        host.Reporter.Diagnostics(opened.Diagnostics);
        if (opened.Value is null)
            return ExitCodes.Of(opened.Diagnostics);
        await using var session = opened.Value;
        await target.Provider.CheckAccessAsync(host.Signals.Stop);
        var recovered = await Recovering.ResolveAsync(host, workspace, target.Provider, session.Snapshot, host.Signals.Stop);
        Task<Outcome<Plan>> MakeAsync() => PlanMaking.MakeAsync(
            host, workspace, target.Provider, store, recovered.Lockfile, arguments.Parallelism, host.Signals.Stop, apply.Options);

        var planned = await MakeAsync();
        if (planned.Value is not { } plan)
            return saved is null ? ExitCodes.Of(planned.Diagnostics) : CannotBeCarriedOut(planned.Diagnostics);
        if (saved is not null)
        {
            if (Agreed(saved.Plan, plan) is not { } restricted)
                return ExitCodes.StalePlan;
            plan = restricted;
        }

        host.Reporter.Plan(plan);
        var consent = new ConsentQuestion(host.Reporter).Ask(plan, apply.AutoApprove || saved is not null, apply.AllowDelete);
        if (consent == Consent.Refused)
            return ExitCodes.Refused;
        if (consent == Consent.Asked)
        {
            // The world may have moved while the question stood: what was approved is carried out, or nothing.
            var again = await MakeAsync();
            if (again.Value is null)
                return CannotBeCarriedOut(again.Diagnostics);
            if (Agreed(plan, again.Value) is not { } agreed)
                return ExitCodes.StalePlan;
            plan = agreed;
        }

        return await CarryOutAsync(arguments, workspace, target, session, recovered, plan, apply);
    }

    /// <summary>The current plan, narrowed to what was approved; null where it no longer fits, which has been reported.</summary>
    private Plan? Agreed(Plan approved, Plan current)
    {
        var stale = StalePlanCheck.Check(approved, current);
        host.Reporter.Diagnostics(stale);
        if (stale.Count > 0)
            return null;
        var limited = StalePlanCheck.LimitTo(approved, current);
        if (limited.Held > 0)
            host.Reporter.Note($"{Quantity.Of(limited.Held, "other change is", "other changes are")} pending and not in this plan; left for the next plan.");
        return limited.Plan;
    }

    /// <summary>What was approved can no longer even be planned; whatever the reason, nothing was changed.</summary>
    private int CannotBeCarriedOut(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (!diagnostics.Any(d => d.Severity == Severity.Error && d.Descriptor.Category == DiagnosticCategory.Planning))
            return ExitCodes.Of(diagnostics);
        host.Reporter.Diagnostics([Diagnostic.Of(
            CliDescriptors.PlanNoLongerPossible,
            "the approved plan can no longer be carried out, for the reason above",
            help: "nothing was changed; plan again and look at what it would do now")]);
        return ExitCodes.StalePlan;
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
        var lockfile = recovered.Lockfile ?? plan.Binding.NewLockfile();
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
/// <param name="Options">What the plan is asked to do besides.</param>
internal sealed record ApplyArguments(bool AutoApprove, string[]? AllowDelete, TimeSpan LockTimeout, bool Destroy, PlanOptions Options)
{
    /// <summary>The command that was given.</summary>
    public string Verb => Destroy ? "destroy" : "apply";
}
