using System.Collections.Immutable;
using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.States;

/// <summary><c>flowplan state mv</c>: records an object under another address. A <c>moved</c> block does the same for everybody who applies.</summary>
internal sealed class StateRenameCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var from = new Argument<string>("from") { Description = "Address in the state, such as flow.a" };
        var to = new Argument<string>("to") { Description = "Address in the manifest now, such as flow.b" };
        var command = new Command("mv", "Record an object under another address") { from, to };
        options.AddManifestOptions(command);
        command.Add(options.LockTimeout);
        command.Add(options.Format);
        return command.Runs((host, parsed) => new StateRenameCommand(host).RunAsync(
            options.ManifestArguments(parsed), options.AddressOf(parsed, from), options.AddressOf(parsed, to), options.LockTimeoutOf(parsed)));
    }

    public async Task<int> RunAsync(ManifestArguments arguments, string from, string to, TimeSpan lockTimeout)
    {
        await using var state = await LockedState.OpenAsync(host, arguments, "state mv", lockTimeout);
        if (state is null)
            return ExitCodes.Error;
        var renamed = Rename(state.Required(), from, to);
        await state.SaveAsync(renamed);
        host.Reporter.Document(
            $"{from} is now recorded as {to}. Nothing was changed on the platform.\n",
            Value.Map.Of(("from", Value.Of(from)), ("to", Value.Of(to)), ("serial", Value.Of(renamed.Serial))));
        return ExitCodes.Done;
    }

    private static Lockfile Rename(Lockfile lockfile, string from, string to)
    {
        if (!ResourceAddress.TryParse(from, out var former) || !lockfile.Resources.ContainsKey(former))
            throw new DiagnosticException(StateFindings.CannotRename($"the lockfile has no resource '{from}'"));
        if (!ResourceAddress.TryParse(to, out var now) || now.IsDeposed || now.Kind != former.Kind)
            throw new DiagnosticException(StateFindings.CannotRename($"'{to}' is not the address of a {former.Kind}"));
        if (lockfile.Resources.ContainsKey(now))
            throw new DiagnosticException(StateFindings.CannotRename($"the lockfile has a resource '{to}' already"));
        ResourceAddress Named(ResourceAddress address) => address == former ? now : address;
        return lockfile with
        {
            Serial = lockfile.Serial + 1,
            Resources = lockfile.Resources.ToImmutableSortedDictionary(
                r => Named(r.Key), r => r.Value with { Dependencies = [.. r.Value.Dependencies.Select(Named).Order()] }),
        };
    }
}
