using System.Collections;
using System.CommandLine;
using System.Reflection;
using FlowPlan.Cli.Commands;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Rendering;
using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli;

/// <summary>The composition root: commands, their surroundings, and the one place where a failure becomes an exit code.</summary>
internal static class CliApplication
{
    public static Task<int> RunAsync(string[] arguments)
    {
        var environment = ProcessEnvironment();
        return RunAsync(arguments, environment, (format, events, noColor) => Reporters.Create(format, events, noColor, environment));
    }

    /// <summary>Runs a command in surroundings that need not be those of the process.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">The environment variables.</param>
    /// <param name="reporterOf">Makes the reporter of a format, for a stream of events or not, with colour unwanted or not.</param>
    internal static async Task<int> RunAsync(
        string[] arguments, IReadOnlyDictionary<string, string> environment, Func<string, bool, bool, IReporter> reporterOf)
    {
        var options = new GlobalOptions();
        IReporter? reporter = null;
        using var signals = new Signals(text => reporter?.Note(text));
        var root = new RootCommand("FlowPlan provisions Adobe Experience Platform dataflows from a manifest: plan, apply, and a lockfile.");
        root.Add(options.NoColor);
        root.Add(options.LogLevel);

        CommandHost Host(ParseResult parsed)
        {
            reporter = reporterOf(
                parsed.GetResult(options.Format) is null ? "console" : parsed.GetValue(options.Format) ?? "console",
                parsed.CommandResult.Command.Name is "apply" or "destroy",
                parsed.GetValue(options.NoColor));
            return new(reporter, environment, signals, TimeProvider.System);
        }

        root.Add(ValidateCommand.Create(options, Host));
        root.Add(PlanCommand.Create(options, Host));
        root.Add(ApplyCommand.Create(options, Host));
        root.Add(ApplyCommand.CreateDestroy(options, Host));
        root.Add(DriftCommand.Create(options, Host));
        root.Add(ShowCommand.Create(options, Host));
        root.Add(ExportCommand.Create(options, Host));
        root.Add(AdoptCommand.Create(options, Host));
        root.Add(ForgetCommand.Create(options, Host));
        root.Add(OutputsCommand.Create(options, Host));
        root.Add(StateCommand.Create(options, Host));
        root.Add(EmulatorCommand.Create(Host));
        root.Add(Version());

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync($"error {CliDescriptors.UsageError.Code}: {Cleaned(error.Message, arguments, environment)}");
            await Console.Error.WriteLineAsync($"Try '{CommandPath(parsed)} --help'.");
            return ExitCodes.Usage;
        }

        try
        {
            // Signals are ours to handle: the library's own handling would end the process after two seconds.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (DiagnosticException failure)
        {
            (reporter ?? reporterOf("console", false, true)).Diagnostics([failure.Diagnostic]);
            return ExitCodes.Of(failure.Diagnostic);
        }
        catch (OperationCanceledException) when (signals.Stop.IsCancellationRequested)
        {
            return ExitCodes.Interrupted;
        }
#pragma warning disable CA1031 // The last resort: a fault of ours is told in one line, never as a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            (reporter ?? reporterOf("console", false, true)).Diagnostics([Diagnostic.Of(
                ApplyDescriptors.InternalError,
                $"an error in FlowPlan itself: {fault.GetType().Name}: {fault.Message}",
                help: "nothing on record is lost; please report it with the command line that led here")]);
            return ExitCodes.Error;
        }
    }

    private static Command Version()
    {
        var command = new Command("version", "Show the version");
        command.SetAction(_ =>
        {
            Console.WriteLine($"flowplan {Assembly.GetExecutingAssembly().GetName().Version?.ToString(3)}");
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>What is wrong with the command line, without the values in it: a misspelt <c>--var</c> may bear a secret.</summary>
    private static string Cleaned(string message, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var argument in arguments.Where(a => a.Contains('=', StringComparison.Ordinal)))
            message = message.Replace(argument, argument[..(argument.IndexOf('=', StringComparison.Ordinal) + 1)] + "…", StringComparison.Ordinal);
        return SecretRedactor.OfProcess(environment).Clean(message);
    }

    private static string CommandPath(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "flowplan" : $"flowplan {parsed.CommandResult.Command.Name}";

    private static Dictionary<string, string> ProcessEnvironment() =>
        Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? string.Empty, StringComparer.Ordinal);
}
