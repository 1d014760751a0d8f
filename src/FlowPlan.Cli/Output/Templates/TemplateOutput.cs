using System.Text;
using System.Text.Json;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.DocumentTemplates;

namespace FlowPlan.Cli.Output.Templates;

/// <summary>Takes what a command prints as JSON in place of stdout and, at its end, prints it as a template renders it.</summary>
/// <param name="json">What the command prints.</param>
/// <param name="template">The template; null where it could not be read, so that nothing is printed.</param>
/// <param name="shape">What the JSON is. The events of a stream become one list.</param>
/// <param name="terminal">Stdout.</param>
internal sealed class TemplateOutput(StringBuilder json, DocumentTemplate? template, JsonShape shape, Terminal terminal) : IDocumentRendering
{
    public int Finish(int exitCode, IReporter reporter)
    {
        if (template is null || json.Length == 0)
            return exitCode;
        using var document = JsonDocument.Parse(Document());
        var rendered = template.Render(document.RootElement, SafeText.Embedded);
        if (rendered.Value is { } text)
        {
            terminal.WriteRaw(text);
            return exitCode;
        }

        reporter.Diagnostics(rendered.Diagnostics);

        // These codes say something about a result, and there is none.
        return exitCode is ExitCodes.Done or ExitCodes.ChangesPending or ExitCodes.Drift ? ExitCodes.Error : exitCode;
    }

    private string Document() => shape == JsonShape.Events ? $"[{string.Join(',', json.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))}]" : json.ToString();
}
