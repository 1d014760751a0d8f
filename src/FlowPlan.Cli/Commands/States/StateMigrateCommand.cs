using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;
using FlowPlan.State.Locations;

namespace FlowPlan.Cli.Commands.States;

/// <summary><c>flowplan state migrate</c>: copies the state to another location, verifies the copy, and leaves behind where it is now.</summary>
internal sealed class StateMigrateCommand(CommandHost host)
{
    public static Command Create(SharedOptions options)
    {
        var to = new Option<string>("--to") { Description = "Where to: file, or a URL as for 'state' in the manifest", HelpName = "location", Required = true };
        var command = new Command("migrate", "Move the state to another location");
        options.AddManifestOptions(command);
        command.Add(to);
        command.Add(options.LockTimeout);
        command.Add(options.Format);
        return command.Runs((host, parsed) => new StateMigrateCommand(host).RunAsync(
            options.ManifestArguments(parsed), parsed.GetRequiredValue(to), options.LockTimeoutOf(parsed)));
    }

    public async Task<int> RunAsync(ManifestArguments arguments, string to, TimeSpan lockTimeout)
    {
        if (Workspace.LoadForState(host, arguments) is not { } manifest)
            return ExitCodes.Error;
        var declarations = manifest.Declarations;
        var name = new StateName(declarations.Project, declarations.Environment.Name, declarations.Directory);
        var target = StateLocation.Parse(to, SourceSpan.OfFile("--to"));
        var (from, there) = (host.Stores.Open(host.Stores.LocationOf(declarations.State), name), host.Stores.Open(target, name));
        if (from.Description == there.Description)
            throw new DiagnosticException(StateFindings.SameLocation(there.Description));
        await using var source = await LockedState.OpenAsync(host, from, "state migrate", lockTimeout);
        var lockfile = source.Required();
        await using (var copy = await LockedState.OpenAsync(host, there, "state migrate", lockTimeout, Replaceable.Moved))
        {
            // A migration that was interrupted before it left its pointer has made the same copy already.
            if (copy.Lockfile is { } other && !(other.SaysTheSameAs(lockfile) && other.Serial == lockfile.Serial))
                throw new DiagnosticException(StateFindings.TargetInUse(there.Description, other));
            await copy.SaveAsync(lockfile);
        }

        if ((await there.LoadAsync(host.Signals.Stop)).Value?.Lockfile is not { } read || !read.SaysTheSameAs(lockfile) || read.Serial != lockfile.Serial)
            throw new DiagnosticException(StateFindings.CopyDiffers(there.Description));
        await source.LeavePointerAsync(new(lockfile.Lineage, lockfile.Serial + 1, target.Setting));
        var query = target.HasHiddenQuery ? " with the query that --to has" : string.Empty;
        host.Reporter.Document(
            $"Moved the state from {from.Description} to {there.Description}.\nSet 'state: {target.Setting}'{query} in the manifest, or FLOWPLAN_STATE. The earlier versions stay where they were.\n",
            Value.Map.Of(("from", Value.Of(from.Description)), ("to", Value.Of(there.Description)), ("state", Value.Of(target.Setting)), ("serial", Value.Of(lockfile.Serial))));
        return ExitCodes.Done;
    }
}
