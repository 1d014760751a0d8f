using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;

namespace FlowPlan.Cli.Tests;

/// <summary>The text of <c>packaging/flowplan.1</c>, generated from the commands.</summary>
internal static partial class ManPage
{
    public static string Text()
    {
        var dialect = new AepProviderFactory().Dialect;
        var root = CommandTree.Create(new SharedOptions(dialect.Vocabulary.Sections), dialect);
        var text = new StringBuilder(".TH FLOWPLAN 1 \"\" \"FlowPlan\" \"User Commands\"\n.SH NAME\nflowplan \\- provision Adobe Experience Platform dataflows from a manifest\n");
        text.Append(".SH SYNOPSIS\n.B flowplan\n.I COMMAND\n[\\fIARGUMENT\\fR ...] [\\fIOPTION\\fR ...]\n");
        text.Append(".SH DESCRIPTION\n").Append(Escaped(root.Description!)).Append('\n');
        text.Append(".SH COMMANDS\n");
        foreach (var command in root.Subcommands.Where(c => !c.Hidden))
            Append(text, command, "flowplan");
        text.Append(".SH OPTIONS OF ALL COMMANDS\n");
        foreach (var option in root.Options.Where(o => o.Recursive))
            Append(text, option);
        text.Append(".SH EXIT STATUS\n");
        foreach (var (code, meaning) in ExitStatus)
            text.Append(".TP\n.B ").Append(code).Append('\n').Append(Escaped(meaning)).Append('\n');
        text.Append(".SH ENVIRONMENT\n");
        foreach (var (name, meaning) in Variables)
            text.Append(".TP\n.B ").Append(name).Append('\n').Append(Escaped(meaning)).Append('\n');
        return text.ToString();
    }

    private static void Append(StringBuilder text, Command command, string path)
    {
        var name = path + " " + command.Name;
        if (command.Subcommands.Count == 0)
        {
            text.Append(".SS ").Append(Escaped(name));
            foreach (var argument in command.Arguments)
                text.Append(argument.Arity.MinimumNumberOfValues == 0 ? $" [{argument.Name}]" : $" <{argument.Name}>");
            text.Append('\n').Append(Escaped(command.Description!)).Append('\n');
            foreach (var argument in command.Arguments)
                text.Append(".TP\n.I ").Append(Escaped(argument.Name)).Append('\n').Append(Escaped(argument.Description ?? string.Empty)).Append('\n');
            foreach (var option in command.Options.Where(o => !o.Hidden))
                Append(text, option);
        }

        foreach (var inner in command.Subcommands.Where(c => !c.Hidden))
            Append(text, inner, name);
    }

    private static void Append(StringBuilder text, Option option)
    {
        text.Append(".TP\n.B ").Append(Escaped(string.Join(", ", option.Aliases.Prepend(option.Name))));
        if (option.HelpName is { } value)
            text.Append(" \\fI").Append(Escaped(value)).Append("\\fR");
        text.Append('\n').Append(Escaped(option.Description ?? string.Empty)).Append('\n');
    }

    /// <summary>A dash is a minus, and a line may not begin with a control character of troff.</summary>
    private static string Escaped(string text)
    {
        var escaped = text.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped.StartsWith('.') || escaped.StartsWith('\'') ? "\\&" + escaped : escaped;
    }

    private static IEnumerable<(string, string)> ExitStatus => Rows("code");

    private static IEnumerable<(string, string)> Variables => Rows("variable");

    /// <summary>The rows of the table in docs/commands.md whose first heading this is.</summary>
    private static IEnumerable<(string, string)> Rows(string heading) =>
        File.ReadLines(Path.Combine(Repository.Root, "docs", "commands.md"))
            .SkipWhile(l => !l.StartsWith($"| {heading} |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(l => l.StartsWith('|'))
            .Select(l => l.Trim('|').Split(" | "))
            .Select(c => (Plain(c[0]), Plain(c[1])));

    private static string Plain(string markdown) =>
        Link().Replace(markdown, "$1").Replace("`", string.Empty, StringComparison.Ordinal).Replace("*", string.Empty, StringComparison.Ordinal).Trim();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex Link();
}
