using System.CommandLine;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Exporting;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Rendering;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan export</c>: writes a manifest and its lockfile from what is live in a sandbox. Changes nothing there.</summary>
internal sealed class ExportCommand(CommandHost host)
{
    public static Command Create(GlobalOptions options, Func<ParseResult, CommandHost> makeHost)
    {
        var export = new ExportOptions();
        var command = new Command("export", "Write a manifest and its lockfile from a live sandbox");
        export.AddTo(command);
        command.Add(options.Target);
        command.Add(options.Parallelism);
        command.Add(options.LockTimeout);
        command.SetAction((parsed, _) => new ExportCommand(makeHost(parsed)).RunAsync(
            export.Arguments(parsed),
            new(parsed.GetValue(options.Target), parsed.GetValue(options.LogLevel) ?? "none"),
            parsed.GetValue(options.Parallelism),
            GlobalOptions.ParseDuration(parsed.GetValue(options.LockTimeout)) ?? TimeSpan.Zero));
        return command;
    }

    public async Task<int> RunAsync(ExportArguments arguments, TargetArguments where, int parallelism, TimeSpan lockTimeout)
    {
        var stop = host.Signals.Stop;
        if ((arguments.Sandbox ?? host.ProcessEnvironment.GetValueOrDefault("FLOWPLAN_SANDBOX")) is not { Length: > 0 } sandbox)
        {
            host.Reporter.Diagnostics([ExportFindings.NoSandbox()]);
            return ExitCodes.Error;
        }

        var place = new ExportFolder(arguments.Folder, arguments.Environment, host.Time);
        if (!arguments.Force)
            place.EnsureNew([]);
        await using var target = await PlatformTarget.OpenAsync(where with { Parallelism = parallelism }, place.Folder, sandbox, host.ProcessEnvironment, host.Reporter, stop);
        if (target is null)
            return ExitCodes.Error;
        await target.Provider.CheckAccessAsync(stop);
        var exported = await new SandboxExporter(target.Provider, new AepDialect()).ExportAsync(
            new()
            {
                Project = arguments.Project,
                Environment = arguments.Environment,
                Sandbox = sandbox,
                Selection = arguments.Selection,
                Parallelism = parallelism,
                ProcessEnvironment = host.ProcessEnvironment,
            },
            stop);
        host.Reporter.Diagnostics(exported.Diagnostics);
        if (exported.Value is not { } estate)
            return ExitCodes.Of(exported.Diagnostics);
        if (!arguments.Force)
            place.EnsureNew(estate.Files);
        var failures = await place.WriteAsync(estate, LockRequests.Of("export", lockTimeout, host.ProcessEnvironment), arguments.Force, stop);
        host.Reporter.Diagnostics(failures);
        if (failures.Count > 0)
            return ExitCodes.Of(failures);
        host.Reporter.Say(ExportText.Of(estate, arguments, where, place.LockfileName));
        return ExitCodes.Done;
    }
}

/// <summary>What <c>export</c> is asked for.</summary>
internal sealed record ExportArguments(
    string Folder, string Project, string Environment, string? Sandbox, ExportSelection Selection, bool Force);

/// <summary>The findings of the command itself.</summary>
internal static class ExportFindings
{
    public static Diagnostic NoSandbox() =>
        Diagnostic.Of(CliDescriptors.SandboxRequired, "no sandbox is named", help: "name the one to export with --sandbox, or set FLOWPLAN_SANDBOX");

    public static Diagnostic Exists(string path) => Diagnostic.Of(
        CliDescriptors.ExportFileExists,
        $"there is {Path.GetFileName(path)} already; nothing was written",
        SourceSpan.OfFile(path),
        "export into another folder, or overwrite with --force");

    public static Diagnostic Unfinished(string path) => Diagnostic.Of(
        CliDescriptors.ExportFolderInUse,
        "an earlier run that was cut off has left a journal; nothing was written",
        SourceSpan.OfFile(path),
        "run 'flowplan apply' there first, so that nothing it did is lost, or export into another folder");
}
