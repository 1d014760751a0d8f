using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Exporting;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan export</c>: writes a manifest and its lockfile from what is live in a sandbox. Changes nothing there.</summary>
internal sealed class ExportCommand(CommandHost host)
{
    public static Command Create(SharedOptions options, IReadOnlyList<KindDescription> kinds)
    {
        var export = new ExportOptions(kinds);
        var command = new Command("export", "Write a manifest and its lockfile from a live sandbox");
        export.AddTo(command);
        options.Endpoint.AddTo(command);
        options.Endpoint.AddTargetHint(command);
        command.Add(options.Parallelism);
        command.Add(options.LockTimeout);
        command.Add(FormatOption.ConsoleOrJson());
        return command.Runs((host, parsed) => new ExportCommand(host).RunAsync(
            export.Arguments(parsed), options.Endpoint.ValueOf(parsed), parsed.GetValue(options.Parallelism), options.LockTimeoutOf(parsed)));
    }

    public async Task<int> RunAsync(ExportArguments arguments, string? endpoint, int parallelism, TimeSpan lockTimeout)
    {
        var stop = host.Signals.Stop;
        var sandbox = SandboxChoice.Of(host, arguments.Sandbox);
        var folder = new ExportFolder(host.Stores, arguments.Folder, arguments.Project, arguments.Environment);
        if (!arguments.Force)
            folder.EnsureNew([]);
        await using var connection = await PlatformConnection.OpenAsync(host, endpoint, folder.Folder, sandbox, parallelism);
        if (connection is null)
            return ExitCodes.Error;
        await connection.Provider.CheckAccessAsync(stop);
        var progress = new ReadProgress();
        var exported = await host.Output.Progress.WhileAsync(new ReadActivity(progress), () => host.Providers.ExportAsync(
            connection.Provider,
            new()
            {
                Project = arguments.Project,
                Environment = arguments.Environment,
                Sandbox = sandbox,
                Selection = arguments.Selection,
                TakeOver = arguments.TakeOver,
                WritesCsv = arguments.WritesCsv,
                Parallelism = parallelism,
                ProcessEnvironment = host.ProcessEnvironment,
                Progress = progress,
            },
            stop));
        host.Reporter.Diagnostics(exported.Diagnostics);
        if (exported.Value is not { } result)
            return ExitCodes.Of(exported.Diagnostics);
        if (!arguments.Force)
            folder.EnsureNew(result.Files);
        var failures = await folder.WriteAsync(result, LockRequests.Of("export", lockTimeout, host.ProcessEnvironment), arguments.Force, stop);
        host.Reporter.Diagnostics(failures);
        if (failures.Count > 0)
            return ExitCodes.Of(failures);
        host.Reporter.Document(ExportText.Of(result, arguments, endpoint, folder.LockfileName).ToString(), Value.Map.Of(
            ("folder", Value.Of(arguments.Folder)),
            ("sandbox", Value.Of(sandbox)),
            ("files", Documents.Texts(result.Files.Select(f => f.Path).Append(folder.LockfileName))),
            ("resources", Documents.List(result.Lockfile.Resources, r => Value.Map.Of(("address", Value.Of(r.Key.ToString())), ("id", Value.Of(r.Value.Id))))),
            ("existing", Value.Of(result.References)),
            ("secrets", Documents.Texts(result.Secrets))));
        return ExitCodes.Done;
    }
}
