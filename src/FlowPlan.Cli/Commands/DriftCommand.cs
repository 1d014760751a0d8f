using System.CommandLine;
using FlowPlan.Cli.Accepting;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Review;

namespace FlowPlan.Cli.Commands;

/// <summary>
/// <c>flowplan drift</c>: compares what was last applied with what is live, whatever the manifest says now.
/// Takes no lock and writes nothing.
/// </summary>
internal sealed class DriftCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var command = new Command("drift", "Show what changed on the platform since the last apply; exits with 3 if there is drift");
        options.AddPlatformOptions(command);
        options.Endpoint.AddTargetHint(command);
        var accept = new Option<string?>("--accept") { Description = "YAML file with changes that are accepted for a time", HelpName = "file" };
        command.Add(options.Format);
        command.Add(accept);
        command.Add(options.Events);
        return command.Runs((host, parsed) => new DriftCommand(host).RunAsync(options.PlatformArguments(parsed), parsed.GetValue(accept)));
    }

    public async Task<int> RunAsync(PlatformArguments arguments, string? acceptedFile)
    {
        var accepted = acceptedFile is null ? null : AcceptedChangeReader.Read(acceptedFile);
        host.Reporter.Diagnostics(accepted?.Diagnostics ?? []);
        if (accepted is { Value: null })
            return ExitCodes.Error;
        await using var workspace = await OpenWorkspace.OpenAsync(host, arguments, secretsOptional: true, readsState: true, refreshes: true);
        if (workspace is null || await workspace.ReadStateAsync() is not { } state)
            return ExitCodes.Error;
        if (state.Lockfile is not { } lockfile)
        {
            host.Reporter.Diagnostics([StateAccess.NoLockfile(workspace.Store)]);
            return ExitCodes.Error;
        }

        var desired = workspace.Manifest.Desired;
        var planned = await workspace.PlanAsync(lockfile, new() { Instead = Drift.DesiredFromState(lockfile, desired), Options = new PlanOptions { Mode = PlanMode.Drift } });
        if (planned.Value is not { } plan)
            return ExitCodes.Of(planned.Diagnostics);
        var left = AcceptedDrift.Of(Drift.WithConflicts(plan, desired, workspace.Provider), accepted?.Value ?? [], DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime));
        host.Reporter.Drift(left.Drift);
        host.Reporter.Diagnostics(left.Findings);
        return left.Drift.HasChanges ? ExitCodes.Drift : ExitCodes.Done;
    }
}
