using System.CommandLine;
using System.Text;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.States;

/// <summary><c>flowplan state pull|push</c>: the lockfile to stdout, and from a file.</summary>
internal sealed class StateTransferCommand(CommandHost host)
{
    public static Command CreatePull(SharedOptions options)
    {
        var command = new Command("pull", "Write the lockfile to stdout");
        options.AddManifestOptions(command);
        command.Add(options.Format);
        return command.Runs((host, parsed) => new StateTransferCommand(host).PullAsync(options.ManifestArguments(parsed)));
    }

    public static Command CreatePush(SharedOptions options)
    {
        var file = new Argument<string>("file") { Description = "A lockfile that 'state pull' wrote; - for stdin" };
        var force = new Option<bool>("--force") { Description = "Replace a lockfile of another lineage, or with a greater serial" };
        var command = new Command("push", "Replace the lockfile with one from a file") { file };
        options.AddManifestOptions(command);
        command.Add(options.LockTimeout);
        command.Add(options.Format);
        command.Add(force);
        return command.Runs((host, parsed) => new StateTransferCommand(host).PushAsync(
            options.ManifestArguments(parsed), parsed.GetRequiredValue(file), parsed.GetValue(force), options.LockTimeoutOf(parsed)));
    }

    public async Task<int> PullAsync(ManifestArguments arguments)
    {
        if (StateAccess.Store(host, arguments) is not { } store)
            return ExitCodes.Error;
        var snapshot = (await store.LoadAsync(host.Signals.Stop)).ValueOrThrow();
        if (snapshot.Lockfile is not { } lockfile)
            throw new DiagnosticException(StateAccess.NoLockfile(store));
        if (!snapshot.Journal.IsEmpty)
            host.Reporter.WriteNotice("An interrupted run left a journal; what it did is not in this lockfile yet.");
        host.Reporter.WriteRaw(Encoding.UTF8.GetString(LockfileDocument.Write(lockfile)));
        return ExitCodes.Done;
    }

    public async Task<int> PushAsync(ManifestArguments arguments, string file, bool force, TimeSpan lockTimeout)
    {
        var text = file == "-"
            ? Encoding.UTF8.GetBytes(await host.Input.ReadToEndAsync(host.Signals.Stop))
            : await DurableFile.ReadAsync(file, host.Signals.Stop) ?? throw new DiagnosticException(StateFindings.NoFile(file));
        var pushed = LockfileDocument.Read(file, text, host.Cipher).ValueOrThrow();
        await using var state = await LockedState.OpenAsync(host, arguments, "state push", lockTimeout, force ? Replaceable.Anything : Replaceable.Usable);
        if (state is null)
            return ExitCodes.Error;
        var saved = Next(state, pushed, force);

        // What is there already is written again only if it is not encrypted with the key of today.
        if (saved is not null || host.Cipher.HasKeys)
            await state.SaveAsync(saved ?? pushed);
        var serial = (saved ?? pushed).Serial;
        host.Reporter.Document(
            saved is null ? "The lockfile is there already.\n" : FormattableString.Invariant($"Pushed {pushed.Resources.Count} resources as serial {serial}.\n"),
            Value.Map.Of(("serial", Value.Of(serial)), ("lineage", Value.Of(pushed.Lineage)), ("changed", Value.Of(saved is not null))));
        return ExitCodes.Done;
    }

    /// <summary>What is written; null when it is there already.</summary>
    private static Lockfile? Next(LockedState state, Lockfile pushed, bool force)
    {
        if (state.Lockfile is not { } there)
            return pushed;
        if (there.Serial == pushed.Serial && there.SaysTheSameAs(pushed))
            return null;
        if (force)
            return pushed with { Serial = Math.Max(there.Serial + 1, pushed.Serial) };
        if (there.Lineage != pushed.Lineage)
            throw new DiagnosticException(StateFindings.OtherLineage(state.Description, there.Lineage, pushed.Lineage));
        return pushed.Serial > there.Serial ? pushed : throw new DiagnosticException(StateFindings.NotNewer(state.Description, there.Serial, pushed.Serial));
    }
}
