using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.States;

/// <summary><c>flowplan state lock|unlock</c>: keeps all commands that change something out for a time, and removes a lock.</summary>
internal sealed class StateLockCommand(CommandHost host)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    public static Command CreateLock(SharedOptions options)
    {
        var duration = new Option<string>("--for") { Description = "How long, such as 30m or 2h; at most 7 days", HelpName = "duration", DefaultValueFactory = _ => "1h" };
        duration.Validators.Add(result =>
        {
            if (Durations.Parse(result.GetValueOrDefault<string>()) is not { } time || time <= TimeSpan.Zero || time > Longest)
                result.AddError("--for takes a duration such as 30m or 2h, at most 168h.");
        });
        var command = new Command("lock", "Lock the state for a time, such as for maintenance");
        options.AddManifestOptions(command);
        command.Add(duration);
        command.Add(options.LockTimeout);
        command.Add(options.Format);
        return command.Runs((host, parsed) => new StateLockCommand(host).LockAsync(
            options.ManifestArguments(parsed), Durations.Parse(parsed.GetValue(duration))!.Value, options.LockTimeoutOf(parsed)));
    }

    public static Command CreateUnlock(SharedOptions options)
    {
        var id = new Argument<string>("id") { Description = "ID of the lock, from the message about it" };
        var force = new Option<bool>("--force") { Description = "Remove a lock on a server that may still be held; what its holder does afterwards is not recorded" };
        var command = new Command("unlock", "Remove a lock whose process no longer runs") { id };
        options.AddManifestOptions(command);
        command.Add(options.Format);
        command.Add(force);
        return command.Runs((host, parsed) => new StateLockCommand(host).UnlockAsync(
            options.ManifestArguments(parsed), parsed.GetRequiredValue(id), parsed.GetValue(force)));
    }

    public async Task<int> LockAsync(ManifestArguments arguments, TimeSpan duration, TimeSpan lockTimeout)
    {
        if (StateAccess.Store(host, arguments) is not { } store)
            return ExitCodes.Error;
        var locked = await store.LockAsync(LockRequests.Of(LockHolder.ManualLock, lockTimeout, host.ProcessEnvironment), duration, host.Signals.Stop);
        var holder = locked.ValueOrThrow();
        host.Reporter.Diagnostics(locked.Diagnostics);
        host.Reporter.Document($"Locked. 'flowplan state unlock {holder.Id}' removes the lock.\n", Value.Map.Of(("id", Value.Of(holder.Id))));
        return ExitCodes.Done;
    }

    public async Task<int> UnlockAsync(ManifestArguments arguments, string id, bool force)
    {
        if (StateAccess.Store(host, arguments) is not { } store)
            return ExitCodes.Error;
        if (await store.UnlockAsync(id, force, host.Signals.Stop) is { } failure)
            throw new DiagnosticException(failure);
        host.Reporter.Document("Lock removed.\n", Value.Map.Of(("id", Value.Of(id)), ("removed", Value.Of(true))));
        return ExitCodes.Done;
    }
}
