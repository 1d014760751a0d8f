using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Policies;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Projects;
using FlowPlan.Cli.Readiness;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan apply</c>: plans, asks for approval, applies the plan and records it in the lockfile.</summary>
internal sealed class ApplyCommand(CommandHost host)
{
    public static Command Create(SharedOptions options) =>
        Create("apply", "Apply the changes of the manifest, or of a saved plan", destroy: false, options);

    /// <summary><c>flowplan destroy</c>: deletes all managed resources, dependents first, and nothing else.</summary>
    public static Command CreateDestroy(SharedOptions options) =>
        Create("destroy", "Destroy all managed resources", destroy: true, options);

    private static Command Create(string name, string description, bool destroy, SharedOptions options)
    {
        var autoApprove = new Option<bool>("--auto-approve") { Description = "Apply without a prompt for approval" };
        var allowDelete = new Option<string[]>("--allow-delete")
        {
            Description = "Allow deletions and replacements without prompting: all, an address, or a pattern with *; can be repeated",
            HelpName = "all|address",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var preflight = new SwitchOption("--preflight", "FLOWPLAN_PREFLIGHT", "Ask first which permissions the credential lacks");
        var command = new Command(name, description);
        options.AddPlatformOptions(command, several: true);
        options.AddPlanOptions(command, replace: !destroy);
        command.Add(options.LockTimeout);
        command.Add(options.Format);
        command.Add(autoApprove);
        command.Add(allowDelete);
        preflight.AddTo(command);
        var wait = new WaitOptions("Wait until each new flow accepts data");
        if (!destroy)
            wait.AddTo(command);
        return command.Runs(
            (host, parsed) =>
            {
                var arguments = options.PlatformArguments(parsed);
                var apply = new ApplyArguments(
                    parsed.GetValue(autoApprove),
                    options.AddressesOf(parsed, allowDelete),
                    options.LockTimeoutOf(parsed),
                    destroy,
                    options.PlanOptions(parsed))
                {
                    Wait = destroy ? null : wait.ValueOf(parsed),
                    Policy = parsed.GetValue(options.Policy),
                    Preflight = preflight.IsOn(host, parsed),
                    ServiceChecks = options.ServiceChecks.IsOn(host, parsed),
                };
                return PathPatterns.Expand(options.ManifestsOf(parsed)) is var paths && paths is [var only]
                    ? new ApplyCommand(host).RunAsync(arguments.On(only), apply)
                    : new SeveralProjects(host) { Verb = destroy ? "Destroying" : "Applying", AtOnce = apply.AutoApprove, Reversed = destroy }.RunAsync(
                        paths, arguments.Manifest, (own, project) => new ApplyCommand(own).RunAsync(arguments.On(project.Name.Path), apply));
            },
            JsonShape.Events);
    }

    public async Task<int> RunAsync(PlatformArguments arguments, ApplyArguments apply)
    {
        if (apply.Destroy || !SavedPlanFile.IsOne(arguments.Manifest.Path))
            return await RunAsync(arguments, apply, saved: null);
        var read = await SavedPlanFile.ReadAsync(arguments.Manifest.Path, host.Cipher, host.Signals.Stop);
        host.Reporter.Diagnostics(read.Diagnostics);
        if (read.Value is not { } saved)
            return ExitCodes.Error;
        var manifest = SavedPlanFile.ManifestOf(arguments.Manifest.Path, saved, arguments.Manifest);
        return await RunAsync(arguments with { Manifest = manifest }, apply with { Options = saved.Plan.Options }, saved.Plan);
    }

    private async Task<int> RunAsync(PlatformArguments arguments, ApplyArguments apply, Plan? saved)
    {
        if (PolicyGate.Open(host.Reporter, apply.Policy) is not { } policy)
            return ExitCodes.Error;
        await using var workspace = await OpenWorkspace.OpenAsync(host, arguments, secretsOptional: apply.Destroy || apply.Options.Mode == PlanMode.Destroy);
        if (workspace is null)
            return ExitCodes.Error;
        var locked = await workspace.LockAsync(apply.Command, apply.LockTimeout);
        if (locked.Value is null)
            return ExitCodes.Of(locked.Diagnostics);
        await using var state = locked.Value;
        var request = apply.Destroy || apply.Options.Mode == PlanMode.Destroy ? PlanRequest.Destroy(apply.Options) : new PlanRequest { Options = apply.Options };
        var approved = new ApprovedPlan(host.Reporter, isFirst => workspace.PlanAsync(state.Lockfile, request with { ServiceChecks = isFirst && apply.ServiceChecks }));

        var planned = saved is null ? await approved.FirstAsync() : await approved.LimitedToAsync(saved);
        if (planned.Plan is not { } plan)
            return planned.ExitCode;
        host.Reporter.Plan(plan);
        if (!policy.Passes(plan))
            return ExitCodes.Refused;
        if (apply.Preflight)
        {
            var found = await workspace.CheckPermissionsAsync(plan);
            if (found.Any(d => d.Severity == Severity.Error))
                return ExitCodes.Of(found);
        }

        var answer = await new Approval(host.Output, apply.Command, DeletionsAllowed.Of(apply.AllowDelete)).AskAsync(plan, apply.AutoApprove || saved is not null, host.Signals.Stop);
        if (answer == ApprovalAnswer.Refused)
            return ExitCodes.Refused;
        if (answer == ApprovalAnswer.Asked)
        {
            planned = await approved.LimitedToAsync(plan);
            if (planned.Plan is null)
                return planned.ExitCode;
            plan = planned.Plan;
        }

        return await ApplyAsync(workspace, state, plan, apply, CommandLines.Again(apply.Command, arguments));
    }

    private async Task<ApplyResult> WithProgressAsync(StateSession state, Plan plan)
    {
        if (!plan.HasChanges)
            return await state.ApplyAsync(plan, host.Reporter.OnEvent);
        var activity = new ApplyActivity(plan, host.Time);
        await using var shown = host.Output.Progress.Show(activity);
        return await state.ApplyAsync(plan, step =>
        {
            activity.OnEvent(step);
            host.Reporter.OnEvent(step);
        });
    }

    private async Task<int> ApplyAsync(OpenWorkspace workspace, StateSession state, Plan plan, ApplyArguments apply, string continueWith)
    {
        if (plan.HasChanges)
            host.Reporter.ApplyStarted(plan);
        var result = await WithProgressAsync(state, plan);
        if (plan.HasChanges)
            host.Reporter.ApplyFinished(result, continueWith);
        else
            host.Reporter.Outputs(result.Lockfile);
        if (result.Interrupted)
            return ExitCodes.Interrupted;
        if (apply.Wait is { } timeout)
            await new NewFlows(host, workspace).WaitAsync(result, timeout);
        return result.Complete ? ExitCodes.Done : ExitCodes.Partial;
    }
}
