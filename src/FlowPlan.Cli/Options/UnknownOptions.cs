using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Options;

/// <summary>
/// Arguments that begin with a dash and are not options of the command. The parser would take them as a manifest, a folder or
/// the value of the option before them.
/// </summary>
internal static class UnknownOptions
{
    /// <summary>What is wrong with each of them.</summary>
    public static IEnumerable<string> In(ParseResult parsed, IEnumerable<string> arguments)
    {
        var known = KnownTo(parsed.CommandResult);
        Option? before = null;
        foreach (var argument in arguments.TakeWhile(a => a != "--"))
        {
            var isOption = IsOption(argument);
            var name = isOption ? NameOf(argument) : argument;
            if (isOption && before is { Arity.MinimumNumberOfValues: > 0 })
                yield return $"option '{before.Name}' needs a value, not '{name}'";
            else if (isOption && !known.ContainsKey(name))
                yield return $"unknown option '{name}'; {HelpFor(name, parsed.CommandResult.Command.Name, known)}";
            before = isOption && name.Length == argument.Length ? known.GetValueOrDefault(name) : null;
        }
    }

    private static string HelpFor(string name, string command, Dictionary<string, Option> known)
    {
        var names = known.Where(k => !k.Value.Hidden && k.Key.StartsWith("--", StringComparison.Ordinal)).Select(k => k.Key).ToList();
        return names.Contains("-" + name)
            ? $"did you mean '-{name}'?"
            : HabitualOptions.HelpFor(name.TrimStart('-'), command, names) ?? DidYouMean.Help(name, names, "this command has no options");
    }

    private static bool IsOption(string argument) =>
        argument is ['-', _, ..] && !double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static string NameOf(string argument) => argument.IndexOfAny(['=', ':']) is var end and > 0 ? argument[..end] : argument;

    private static Dictionary<string, Option> KnownTo(CommandResult? command)
    {
        var known = new Dictionary<string, Option>(StringComparer.Ordinal);
        for (var recursiveOnly = false; command is not null; command = command.Parent as CommandResult, recursiveOnly = true)
        {
            foreach (var option in command.Command.Options.Where(o => !recursiveOnly || o.Recursive))
            {
                foreach (var name in option.Aliases.Prepend(option.Name))
                    known[name] = option;
            }
        }

        return known;
    }
}
