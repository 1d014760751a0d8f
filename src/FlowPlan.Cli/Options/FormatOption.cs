using System.CommandLine;

namespace FlowPlan.Cli.Options;

/// <summary>The option <c>--format</c> of a command with formats of its own.</summary>
internal static class FormatOption
{
    /// <summary>What most commands offer that show something.</summary>
    public static Option<string> ConsoleOrJson() => Of("console", "json");

    /// <summary>An option for these formats, of which the first is the default.</summary>
    public static Option<string> Of(params string[] formats)
    {
        var option = new Option<string>("--format")
        {
            Description = $"Output format: {string.Join(", ", formats[..^1])} or {formats[^1]}",
            HelpName = "format",
            DefaultValueFactory = _ => formats[0],
        };
        option.AcceptOnlyFromAmong(formats);
        return option;
    }
}
