using FlowPlan.Cli.Commands;

namespace FlowPlan.Cli.Rendering;

/// <summary>Chooses who is spoken to.</summary>
internal static class Reporters
{
    /// <summary>The reporter of a format.</summary>
    /// <param name="format"><c>console</c>, <c>json</c> or <c>markdown</c>.</param>
    /// <param name="events">Whether JSON is a stream of events rather than one document.</param>
    /// <param name="noColor">Whether colour is unwanted.</param>
    /// <param name="environment">The process environment.</param>
    public static IReporter Create(string format, bool events, bool noColor, IReadOnlyDictionary<string, string> environment)
    {
        var redactor = SecretRedactor.OfProcess(environment);
        var terminal = Terminal.OfProcess(noColor, environment, redactor);
        var canAsk = !Console.IsInputRedirected && !Console.IsOutputRedirected && !environment.ContainsKey("CI");
        return format == "json"
            ? new JsonReporter(Console.Out, terminal, redactor, events)
            : new ConsoleReporter(terminal, redactor, format == "markdown", canAsk);
    }
}
