using System.CommandLine;
using System.CommandLine.Completions;

namespace FlowPlan.Cli.Options;

/// <summary>The option <c>--template</c> of every command that has its output as JSON. It implies <c>--format json</c>.</summary>
internal sealed class TemplateOption
{
    /// <summary>Options with which a command prints something else than its document.</summary>
    private static readonly string[] WithoutDocument = ["--raw", "--dry-run"];

    private readonly Option<string?> option = new("--template") { Description = "Print the JSON document as this Scriban template renders it", HelpName = "file" };

    /// <summary>The file; null where the option is not given.</summary>
    public string? FileOf(ParseResult parsed) => parsed.GetResult(option) is null ? null : parsed.GetValue(option) ?? string.Empty;

    /// <summary>Adds the option to all commands below this one that have JSON.</summary>
    public void AddTo(Command root)
    {
        var formats = new HashSet<Option<string>>();
        foreach (var command in Leaves(root))
        {
            if (command.Options.OfType<Option<string>>().FirstOrDefault(IsFormatWithJson) is not { } format)
                continue;
            command.Add(option);
            command.Validators.Add(result =>
            {
                if (result.GetResult(option) is null)
                    return;
                if (result.GetResult(format) is { Implicit: false } && result.GetValue(format) is { } other and not "json")
                    result.AddError($"--template renders the JSON document: leave out '--format {other}'.");
                foreach (var odd in command.Options.Where(o => WithoutDocument.Contains(o.Name) && result.GetResult(o) is { Implicit: false }))
                    result.AddError($"--template renders the JSON document, which {odd.Name} does not print: leave out one of them.");
            });

            // Several commands share one option.
            if (formats.Add(format) && format.DefaultValueFactory is { } usual)
                format.DefaultValueFactory = result => result.GetResult(option) is null ? usual(result) : "json";
        }
    }

    private static bool IsFormatWithJson(Option<string> option) =>
        option.Name == "--format" && option.GetCompletions(CompletionContext.Empty).Any(c => c.Label == "json");

    private static IEnumerable<Command> Leaves(Command command) => command.Subcommands.Count == 0 ? [command] : command.Subcommands.SelectMany(Leaves);
}
