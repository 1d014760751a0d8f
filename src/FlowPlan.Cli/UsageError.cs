using System.CommandLine;
using System.Text.RegularExpressions;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli;

/// <summary>Reports an invalid command line.</summary>
internal static partial class UsageError
{
    /// <summary>Writes what is wrong and returns the exit code.</summary>
    public static int Report(ParseResult parsed, IEnumerable<string> messages, string[] arguments, IReadOnlyDictionary<string, string> environment, TextWriter error)
    {
        foreach (var message in messages.Distinct())
            error.WriteLine($"error {CliDescriptors.UsageError.Code}: {SafeText.Line(Cleaned(Reworded(message), arguments, environment)).TrimEnd('.')}");
        error.WriteLine($"Try '{PathOf(parsed)} --help'.");
        return ExitCodes.Usage;
    }

    /// <summary>The first word, where it is not a command.</summary>
    public static string? UnknownCommand(ParseResult parsed, IReadOnlyList<string> arguments)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count == 0 || command.Arguments.Count > 0 || parsed.UnmatchedTokens is not [var word, ..] || word.StartsWith('-'))
            return null;
        var names = command.Subcommands.Where(c => !c.Hidden).SelectMany(c => c.Aliases.Prepend(c.Name));
        return $"unknown command '{(arguments.Contains(word) ? word : "…")}'; {DidYouMean.Help(word, names, "this command has no others")}";
    }

    private static string Reworded(string message) => message == "Required command was not provided."
        ? "Missing command"
        : AllowedValue().Replace(message.Replace("Must be one of:", "It must be one of", StringComparison.Ordinal), " ").Replace("' '", "', '", StringComparison.Ordinal);

    /// <summary>What System.CommandLine writes before each value in a list of allowed values: here they stand in one line.</summary>
    [GeneratedRegex(@"\r?\n\t")]
    private static partial Regex AllowedValue();

    /// <summary>The message without the values of the command line: a misspelled <c>--var</c> may contain a secret.</summary>
    private static string Cleaned(string message, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        foreach (var argument in arguments.Where(a => a.Contains('=', StringComparison.Ordinal)))
            message = message.Replace(argument, argument[..(argument.IndexOf('=', StringComparison.Ordinal) + 1)] + "…", StringComparison.Ordinal);
        return SecretRedactor.OfProcess(environment).Clean(message);
    }

    private static string PathOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (var command = parsed.CommandResult; command is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
            names.Insert(0, command.Command is RootCommand ? "flowplan" : command.Command.Name);
        return string.Join(' ', names);
    }
}
