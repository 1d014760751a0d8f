using System.CommandLine;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Cli.Exporting;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands.Sources;

/// <summary><c>flowplan sources</c>: the sources that a manifest can name, or what one of them takes; and whether that is still so.</summary>
internal static class SourcesCommand
{
    public static Command Create(SharedOptions options)
    {
        var name = new Argument<string?>("name") { Description = "Source to show (default: all)", Arity = ArgumentArity.ZeroOrOne };
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && SourceTable.Find(given) is null)
                result.AddError($"There is no source '{given}'. 'flowplan sources' lists all.");
        });
        var refresh = new Option<bool>("--refresh") { Description = "Compare with the specifications of Flow Service; exit code 2 if something differs" };
        var sandbox = new Option<string?>("--sandbox") { Description = "With --refresh: the sandbox (default: FLOWPLAN_SANDBOX)" };
        var command = new Command("sources", "Show the sources that a manifest can name, and what each takes") { name, refresh, sandbox, FormatOption.ConsoleOrJson() };
        options.Endpoint.AddTo(command);
        return command.Runs((host, parsed) => parsed.GetValue(refresh)
            ? RefreshAsync(host, parsed.GetValue(name), parsed.GetValue(sandbox), options.Endpoint.ValueOf(parsed))
            : Task.FromResult(Show(host, parsed.GetValue(name))));
    }

    private static int Show(CommandHost host, string? name)
    {
        IReadOnlyList<SourceType> shown = name is null ? SourceTable.All : [SourceTable.Find(name)!];
        host.Reporter.Result(name is null ? SourceText.List() : SourceText.Of(shown[0]), Value.Map.Of(("sources", Documents.List(shown, SourceText.ValueOf))));
        return ExitCodes.Done;
    }

    private static async Task<int> RefreshAsync(CommandHost host, string? name, string? asked, string? endpoint)
    {
        await using var connection = await SandboxChoice.ConnectAsync(host, endpoint, asked);
        if (connection is null)
            return ExitCodes.Error;
        var sources = name is null ? SourceTable.All : [SourceTable.Find(name)!];
        var differences = await host.Providers.SourcesOf(connection.Provider).CompareAsync(sources, host.Signals.Stop);
        host.Reporter.Result(SourceText.Of(sources.Length, differences), Value.Map.Of(("differences", Documents.Texts(differences.Select(d => $"{d.Source.Name}: {d.What}")))));
        return differences.Count == 0 ? ExitCodes.Done : ExitCodes.ChangesPending;
    }
}
