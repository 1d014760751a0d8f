using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Runs commands in this process, on a manifest in a folder of its own and a provider in memory.</summary>
internal sealed class InProcess : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("flowplan-cli-");

    public FakeProviderFactory Providers { get; } = new();

    /// <summary>The provider to use instead of the one in memory; null for that one.</summary>
    public IProviderFactory? OtherProviders { get; init; }

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>The answer at the prompt; null when nobody can be asked.</summary>
    public string? Answer { get; set; }

    public string Manifest => folder.FullName;

    /// <summary>Declares these resources of the section <c>bases</c>.</summary>
    public InProcess Declare(params string[] keys)
    {
        var bases = string.Concat(keys.Select(k => $"\n  {k}: {{}}"));
        var outputs = keys.Length == 0 ? string.Empty : $"\noutputs:\n  first: bases.{keys[0]}.id";
        return Write($"bases:{(keys.Length == 0 ? " {}" : bases)}{outputs}\n");
    }

    /// <summary>Writes a manifest of the project <c>shop</c> and its environment <c>dev</c>.</summary>
    /// <param name="sections">The rest of the manifest.</param>
    public InProcess Write(string sections)
    {
        File.WriteAllText(
            Path.Combine(Manifest, "flowplan.yaml"), $"apiVersion: flowplan/v1\nproject: shop\nenvironments:\n  dev: {{ sandbox: dev }}\n{sections}");
        return this;
    }

    public async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        await using var output = new StringWriter { NewLine = "\n" };
        await using var error = new StringWriter { NewLine = "\n" };
        var application = new CliApplication(Variables)
        {
            Error = error,
            Input = TextReader.Null,
            Providers = OtherProviders ?? Providers,
            Output = request =>
            {
                var redactor = SecretRedactor.OfProcess(Variables);
                var terminal = new Terminal(output, error, outputColor: false, errorColor: false, redactor);
                var prompt = new TerminalPrompt(terminal, new StringReader(Answer + "\n"), Answer is not null);
                return request.Format == "json"
                    ? Reporters.Json(request, output, terminal, redactor, prompt)
                    : new(Reporters.WithEvents(new ConsoleReporter(terminal, redactor) { IsQuiet = request.IsQuiet, IsMarkdown = request.Format == "markdown" }, request, redactor), prompt);
            },
        };
        var exit = await application.RunAsync(arguments);
        return (exit, output.ToString(), error.ToString());
    }

    public void Dispose() => folder.Delete(recursive: true);
}
