using System.Globalization;
using System.Text;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;
using FlowPlan.Cli.Output.Json;
using FlowPlan.Cli.Output.Markdown;
using FlowPlan.Cli.Output.Progress;
using FlowPlan.Cli.Output.Templates;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli;

/// <summary>Makes the output of this process.</summary>
internal static class Reporters
{
    private const int Narrowest = 80;
    private const int Widest = 120;

    public static CommandOutput Create(OutputRequest request, IReadOnlyDictionary<string, string> environment)
    {
        var redactor = SecretRedactor.OfProcess(environment);
        var terminal = Terminal.OfProcess(request.NoColor, environment, redactor);
        var canAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected && !environment.ContainsKey("CI");
        if (request.Format == "json")
            return Json(request, Console.Out, terminal, redactor, new TerminalPrompt(terminal, Console.In, canAsk: false));
        IReporter reporter = request.Format == "markdown"
            ? new ConsoleReporter(terminal, redactor, plan => [MarkdownOf(plan, request.Projects)], plan => MarkdownOf(plan, request.Projects)) { IsMarkdown = true, IsQuiet = request.IsQuiet }
            : new ConsoleReporter(terminal, redactor, plan => PlanText.PartsOf(plan, new(WidthOf(environment), request.IsVerbose)), DriftText.Of) { IsQuiet = request.IsQuiet };
        return new(WithEvents(reporter, request, redactor), new TerminalPrompt(terminal, Console.In, canAsk)) { Progress = ProgressOn(terminal, request, environment, Console.IsErrorRedirected) };
    }

    /// <summary>Output as JSON, or as the template of the command line renders that.</summary>
    internal static CommandOutput Json(OutputRequest request, TextWriter output, Terminal terminal, SecretRedactor redactor, IPrompt prompt)
    {
        if (request.Template is not { } template)
            return new(WithEvents(On(output, terminal), request, redactor), prompt);
        var json = new StringBuilder();
        var document = new StringWriter(json) { NewLine = "\n" };
        return new(WithEvents(On(document, terminal.WithOutput(document)), request, redactor), prompt) { Rendering = new TemplateOutput(json, template.Value, request.Json, terminal) };

        JsonReporter On(TextWriter stdout, Terminal both) => new(stdout, both, redactor, request.Json, request.Time) { IsQuiet = request.IsQuiet };
    }

    /// <summary>The reporter and, where the command line names a file for events, that too.</summary>
    internal static IReporter WithEvents(IReporter reporter, OutputRequest request, SecretRedactor redactor) =>
        request.Events is { } lines ? new EventReporter(reporter, new(lines, redactor, request.Time)) : reporter;

    /// <summary>Rows that are replaced on a terminal; in a log, a line after some seconds of silence.</summary>
    /// <param name="terminal">Stdout and stderr.</param>
    /// <param name="request">What the command line asks for.</param>
    /// <param name="environment">The environment variables. Color is of no concern here: rows are replaced without it too.</param>
    /// <param name="isErrorRedirected">Whether stderr goes to a file or a program.</param>
    internal static IProgressDisplay ProgressOn(
        Terminal terminal, OutputRequest request, IReadOnlyDictionary<string, string> environment, bool isErrorRedirected)
    {
        if (request.IsQuiet || request.Format == "json")
            return NoProgress.Instance;
        if (!isErrorRedirected && !environment.ContainsKey("CI") && environment.GetValueOrDefault("TERM") != "dumb")
            return new LiveProgress(terminal, request.Time);
        return request.Silence > TimeSpan.Zero ? new HeartbeatProgress(terminal, request.Silence, request.Time) : NoProgress.Instance;
    }

    /// <summary>The columns of the terminal, or of the COLUMNS of the environment where there is none; more than 120 are hard to read.</summary>
    private static int WidthOf(IReadOnlyDictionary<string, string> environment)
    {
        var given = int.TryParse(environment.GetValueOrDefault("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) ? columns : 0;
        return Math.Clamp(Console.IsOutputRedirected ? given : Math.Max(given, Console.WindowWidth), Narrowest, Widest);
    }

    private static StyledText MarkdownOf(Plan plan, int projects) => StyledText.OfLines(PlanMarkdown.Of(plan, projects));
}
