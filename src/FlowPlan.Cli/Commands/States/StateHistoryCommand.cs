using System.CommandLine;
using System.Globalization;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.States;

/// <summary><c>flowplan state history|rollback</c>: the versions of the lockfile that are kept, and back to one of them.</summary>
internal sealed class StateHistoryCommand(CommandHost host)
{
    public static Command CreateHistory(SharedOptions options)
    {
        var command = new Command("history", "List the versions of the lockfile that are kept");
        options.AddManifestOptions(command);
        command.Add(options.Format);
        return command.Runs((host, parsed) => new StateHistoryCommand(host).ListAsync(options.ManifestArguments(parsed)));
    }

    public static Command CreateRollback(SharedOptions options)
    {
        var serial = new Argument<long>("serial") { Description = "Serial of the version, from 'state history'" };
        var discard = new Option<bool>("--discard-journal") { Description = "Remove the journal of an interrupted run" };
        var command = new Command("rollback", "Restore an earlier version of the lockfile; changes nothing on the platform") { serial };
        options.AddManifestOptions(command);
        command.Add(options.LockTimeout);
        command.Add(options.Format);
        command.Add(discard);
        return command.Runs((host, parsed) => new StateHistoryCommand(host).RollBackAsync(
            options.ManifestArguments(parsed), parsed.GetRequiredValue(serial), parsed.GetValue(discard), options.LockTimeoutOf(parsed)));
    }

    public async Task<int> ListAsync(ManifestArguments arguments)
    {
        if (StateAccess.Store(host, arguments) is not { } store)
            return ExitCodes.Error;
        var versions = await store.HistoryAsync(host.Signals.Stop);
        host.Reporter.Result(
            versions.Count == 0
                ? "No versions are kept there.\n"
                : string.Concat(versions.Select(v => FormattableString.Invariant($"{v.Serial}  {Time(v)}  {v.Size} bytes\n"))),
            new Value.List([.. versions.Select(v => Value.Map.Of(("serial", Value.Of(v.Serial)), ("writtenAt", Value.Of(Time(v))), ("size", Value.Of(v.Size))))]));
        return ExitCodes.Done;
    }

    public async Task<int> RollBackAsync(ManifestArguments arguments, long serial, bool discardsJournal, TimeSpan lockTimeout)
    {
        if (StateAccess.Store(host, arguments) is not { } store)
            return ExitCodes.Error;
        var loaded = await store.LoadAsync(host.Signals.Stop);
        if (!discardsJournal && loaded.Diagnostics.Any(d => d.Code.StartsWith("FP62", StringComparison.Ordinal)))
            throw new DiagnosticException(StateFindings.DamagedJournal(store.Description));
        await using var state = await LockedState.OpenAsync(host, store, "state rollback", lockTimeout, Replaceable.Anything, discardsJournal);
        var version = (await store.ReadVersionAsync(serial, host.Signals.Stop)).ValueOrThrow();
        var latest = Math.Max(state.Lockfile?.Serial ?? 0, (await store.HistoryAsync(host.Signals.Stop)).Select(v => v.Serial).DefaultIfEmpty(0).Max());
        var restored = version with { Serial = latest + 1 };
        await state.SaveAsync(restored);
        if (discardsJournal)
            await state.DiscardJournalAsync();
        host.Reporter.Document(
            FormattableString.Invariant($"Restored the lockfile of serial {serial} as serial {restored.Serial}. Nothing was changed on the platform: 'flowplan plan' shows what differs.\n"),
            Value.Map.Of(("serial", Value.Of(restored.Serial)), ("restored", Value.Of(serial))));
        return ExitCodes.Done;
    }

    private static string Time(StateVersion version) => version.WrittenAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
