using FlowPlan.Cli;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>
/// Runs a command inside this process, for what only prepares or rounds off a test: a process of its own costs the better
/// part of a second. Paths must be absolute, as the folder is that of the tests.
/// </summary>
internal static class FlowPlanInside
{
    public static async Task<ProcessResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var application = new CliApplication(environment)
        {
            Output = request =>
            {
                var redactor = new SecretRedactor();
                var terminal = new Terminal(output, error, outputColor: false, errorColor: false, redactor);
                var prompt = new TerminalPrompt(terminal, TextReader.Null, canAsk: false);
                return request.Format == "json" ? Reporters.Json(request, output, terminal, redactor, prompt) : new(new ConsoleReporter(terminal, redactor), prompt);
            },
        };
        var exit = await application.RunAsync(arguments);
        return new(exit, output.ToString(), error.ToString());
    }
}
