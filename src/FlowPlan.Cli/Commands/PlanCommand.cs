using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.MappingTests;
using FlowPlan.Cli.MappingTests.Effects;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Policies;
using FlowPlan.Cli.Projects;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan plan</c>: shows what an apply would do. Takes no lock and writes nothing.</summary>
internal sealed class PlanCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var detailed = new Option<bool>("--detailed-exitcode") { Description = "Exit with 2 if there are changes" };
        var save = new Option<string?>("--out") { Description = "Also save the plan to a file, for 'flowplan apply <file>'", HelpName = "file" };
        var destroy = new Option<bool>("--destroy") { Description = "Show what 'flowplan destroy' would delete" };
        var command = new Command("plan", "Show what an apply would change; changes nothing");
        options.AddPlatformOptions(command, several: true);
        options.AddPlanOptions(command);
        command.Add(options.Format);
        command.Add(save);
        command.Add(detailed);
        command.Add(destroy);
        return command.Runs(
            (host, parsed) =>
            {
                var (arguments, saveTo) = (options.PlatformArguments(parsed), parsed.GetValue(save));
                var request = parsed.GetValue(destroy) ? PlanRequest.Destroy(options.PlanOptions(parsed)) : new() { Options = options.PlanOptions(parsed), ServiceChecks = options.ServiceChecks.IsOn(host, parsed) };
                Task<int> RunAsync(CommandHost own, string path, string? file) =>
                    new PlanCommand(own).RunAsync(arguments.On(path), request, file, parsed.GetValue(detailed), parsed.GetValue(options.Policy));
                return PathPatterns.Expand(options.ManifestsOf(parsed)) is var paths && paths is [var only]
                    ? RunAsync(host, only, saveTo)
                    : new SeveralProjects(host) { Verb = "Planning", AtOnce = true, Reversed = parsed.GetValue(destroy) }.RunAsync(
                        paths, arguments.Manifest, (own, project) => RunAsync(own, project.Name.Path, saveTo is null ? null : project.FileIn(saveTo)));
            },
            parsed => PathPatterns.AreSeveral(options.ManifestsOf(parsed)) ? JsonShape.Events : JsonShape.Document);
    }

    public async Task<int> RunAsync(PlatformArguments arguments, PlanRequest request, string? saveTo, bool detailedExitCode, string? policyFile)
    {
        if (PolicyGate.Open(host.Reporter, policyFile) is not { } policy)
            return ExitCodes.Error;
        await using var workspace = await OpenWorkspace.OpenAsync(host, arguments, secretsOptional: request.Options.Mode == PlanMode.Destroy, readsState: true, refreshes: request.Options.Refresh);
        if (workspace is null || await workspace.ReadStateAsync() is not { } state)
            return ExitCodes.Error;
        var planned = await workspace.PlanAsync(state.Lockfile, request);
        if (planned.Value is not { } plan)
            return ExitCodes.Of(planned.Diagnostics);
        host.Reporter.Plan(plan);
        if (host.Reporter.IsMarkdown && EffectMarkdown.Of(MappingEffects.Of(plan, () => TestFiles.ValidOf(workspace.Manifest))) is { Length: > 0 } effects)
            host.Reporter.WriteResult(effects);

        // A plan that was denied is not saved: nobody can apply it by mistake.
        if (!policy.Passes(plan))
            return ExitCodes.Refused;
        if (saveTo is not null)
        {
            SavedPlanFile.Write(saveTo, plan, arguments.Manifest, host.Cipher);
            host.Reporter.WriteNotice($"Plan saved to {saveTo}. To apply it, run: {CommandLines.Of("apply", saveTo, null, arguments.Endpoint)}");
        }

        return plan.HasChanges && detailedExitCode ? ExitCodes.ChangesPending : ExitCodes.Done;
    }
}
