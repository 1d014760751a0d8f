using System.Collections;
using System.CommandLine;
using System.CommandLine.Completions;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.Json;
using FlowPlan.Cli.Output.Templates;
using FlowPlan.Cli.Projects;
using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli;

/// <summary>The composition root: what commands run with, and the one place where a failure becomes an exit code.</summary>
internal sealed class CliApplication
{
    private readonly IReadOnlyDictionary<string, string> environment;

    /// <param name="environment">The environment variables, which need not be those of the process.</param>
    public CliApplication(IReadOnlyDictionary<string, string> environment)
    {
        this.environment = environment;
        Output = request => Reporters.Create(request, environment);
    }

    /// <summary>Makes the output of a command.</summary>
    public Func<OutputRequest, CommandOutput> Output { get; init; }

    /// <summary>Where an invalid command line is reported.</summary>
    public TextWriter Error { get; init; } = Console.Error;

    /// <summary>What a person or another program types; null for stdin.</summary>
    public TextReader? Input { get; init; }

    /// <summary>The provider.</summary>
    public IProviderFactory Providers { get; init; } = new AepProviderFactory();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Runs a command of this process.</summary>
    public static async Task<int> RunProcessAsync(string[] arguments)
    {
        var (output, error) = (new GuardedWriter(Console.Out), new GuardedWriter(Console.Error));
        Console.SetOut(output);
        Console.SetError(error);
        var exitCode = await new CliApplication(Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? string.Empty, StringComparer.Ordinal)).RunAsync(arguments);
        output.Flush();
        if (output.Failure is not { } failure)
            return exitCode;
        await error.WriteLineAsync($"error {CliDescriptors.OutputFailed.Code}: cannot write to stdout: {failure.Message}");
        return exitCode == ExitCodes.Done ? ExitCodes.Error : exitCode;
    }

    /// <summary>Runs a command and returns its exit code.</summary>
    public async Task<int> RunAsync(string[] arguments)
    {
        var options = new SharedOptions(Providers.Dialect.Vocabulary.Sections);
        var root = CommandTree.Create(options, Providers.Dialect);
        if (arguments is [])
            arguments = ["--help"];
        else if (arguments[0] == "help")
            arguments = [.. arguments[1..], "--help"];
        var parsed = root.Parse(arguments);

        // A command line that is still being typed is completed, not checked.
        if (root.Directives.OfType<SuggestDirective>().Any(suggest => parsed.GetResult(suggest) is not null))
            return await parsed.InvokeAsync();
        var unknown = UsageError.UnknownCommand(parsed, arguments) is { } command ? [command] : UnknownOptions.In(parsed, arguments).ToList();
        if (unknown.Count > 0 || parsed.Errors.Count > 0)
            return UsageError.Report(parsed, unknown.Count > 0 ? unknown : parsed.Errors.Select(e => e.Message), arguments, environment, Error);
        if (parsed.Action is not HostedAction action)
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });

        var heartbeat = HeartbeatSetting.Read(environment);
        var events = parsed.GetResult(options.Events) is null ? null : EventFile.Create(parsed.GetValue(options.Events) ?? string.Empty);
        using var file = events?.Value;
        var template = options.Template.FileOf(parsed) is { } path ? TemplateFile.Read(path) : null;
        var output = Output(new(
            FormatOf(parsed),
            action.JsonOf(parsed),
            parsed.GetValue(options.NoColor))
        {
            Projects = PathPatterns.Count(options.ManifestsOf(parsed)),
            IsVerbose = parsed.GetValue(options.Verbose),
            IsQuiet = parsed.GetValue(options.Quiet),
            Silence = (heartbeat.Value ?? HeartbeatSetting.Default).Silence,
            Events = file?.Lines,
            Template = template,
            Time = Time,
        });
        using var signals = new Signals(output.Reporter.WriteNotice);
        var log = new CommandLog(output.Reporter, Enum.Parse<LogLevel>(parsed.GetValue(options.LogLevel) ?? "none", ignoreCase: true));
        var host = new CommandHost(output, environment, signals, Time, Providers, log, Input ?? Console.In);
        await using var stores = host.Stores;
        var exitCode = await CommandGuard.RunAsync(() =>
        {
            heartbeat.ValueOrThrow();
            events?.ValueOrThrow();
            template?.ValueOrThrow();
            return action.RunAsync(host, parsed);
        }, host);
        if (file?.Failure is { } failure)
        {
            output.Reporter.Diagnostics([failure]);
            exitCode = exitCode == ExitCodes.Done ? ExitCodes.Error : exitCode;
        }

        output.Reporter.Finish(exitCode);
        return output.Rendering?.Finish(exitCode, output.Reporter) ?? exitCode;
    }

    /// <summary>The format that a command was asked for; each has its own.</summary>
    private static string FormatOf(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.OfType<Option<string>>().FirstOrDefault(o => o.Name == "--format") is { } format ? parsed.GetValue(format) ?? "console" : "console";
}
