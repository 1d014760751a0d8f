using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan import</c>: imports live objects into the lockfile. Changes nothing on the platform.</summary>
internal sealed class ImportCommand(CommandHost host, bool takeOver, bool force)
{
    public static Command Create(SharedOptions options)
    {
        var address = new Argument<string>("address")
        {
            Description = "Resource address, such as flow.loyalty (with --all: the manifest)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var id = new Argument<string?>("id") { Description = "ID of the live object", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Import the live objects of all declared resources that are not managed, as after a lost lockfile" };
        var takeOver = new Option<bool>("--take-over") { Description = "Import objects of another project as well" };
        var force = new Option<bool>("--force") { Description = "Also import objects that have a part that FlowPlan does not support" };
        var command = new Command("import", "Import an existing object into the lockfile, or all that are not managed") { address, id };
        command.Aliases.Add("adopt");
        options.AddStateOptions(command);
        options.Endpoint.AddTargetHint(command);
        command.Add(FormatOption.ConsoleOrJson());
        command.Add(all);
        command.Add(takeOver);
        command.Add(force);
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) ? result.GetValue(id) is not null : result.GetValue(id) is null)
                result.AddError("import takes an address and an ID, or --all.");
        });
        return command.Runs((host, parsed) =>
        {
            var platform = options.PlatformArguments(parsed);
            var import = new ImportCommand(host, parsed.GetValue(takeOver), parsed.GetValue(force));
            return parsed.GetValue(all)
                ? import.RunAsync(
                    platform with { Manifest = platform.Manifest with { Path = parsed.GetValue(address) ?? "." } },
                    options.LockTimeoutOf(parsed),
                    importer => importer.AllAsync(host.Signals.Stop),
                    all: true)
                : import.OneAsync(platform, options.AddressOf(parsed, address), parsed.GetValue(id)!, options.LockTimeoutOf(parsed));
        });
    }

    private Task<int> OneAsync(PlatformArguments arguments, string address, string id, TimeSpan lockTimeout)
    {
        var known = ResourceAddress.TryParse(address, out var parsed) && host.Dialect.Kinds.Any(k => k.Name == parsed.Kind);
        if (known && host.Dialect.CheckId(parsed.Kind, id) is { } invalid)
            throw new DiagnosticException(invalid);
        return RunAsync(arguments, lockTimeout, importer => importer.OneAsync(address, id, host.Signals.Stop), all: false);
    }

    private async Task<int> RunAsync(PlatformArguments arguments, TimeSpan lockTimeout, Func<Importer, Task<ImportResult>> choose, bool all)
    {
        await using var workspace = await OpenWorkspace.OpenAsync(host, arguments);
        if (workspace is null)
            return ExitCodes.Error;
        var locked = await workspace.LockAsync("import", lockTimeout);
        if (locked.Value is null)
            return ExitCodes.Of(locked.Diagnostics);
        await using var state = locked.Value;
        var input = workspace.InputOf(state.Lockfile, new());
        if (input.Value is null)
            return ExitCodes.Error;
        ImportResult adoption;
        await using (host.Output.Progress.Show(new ReadActivity(input.Value.Progress)))
            adoption = await choose(new(workspace.Provider, input.Value, takeOver, force));
        var result = await state.ApplyAsync(adoption.Plan);
        host.Reporter.Diagnostics(result.Findings);
        host.Reporter.Diagnostics(adoption.Findings);
        host.Reporter.Document(ImportText.Of(adoption, result, all).ToString(), ImportText.ValueOf(adoption, result));
        if (result.Interrupted)
            return ExitCodes.Interrupted;
        return result.Complete && adoption.Findings.All(f => f.Severity != Severity.Error) ? ExitCodes.Done : ExitCodes.Error;
    }
}
