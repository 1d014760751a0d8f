using System.Text.Json;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Templates;
using Scriban;
using Scriban.Syntax;

namespace FlowPlan.Core.DocumentTemplates;

/// <summary>A template of the language Scriban, with which the JSON document of a command is rendered as any other text.</summary>
public sealed class DocumentTemplate
{
    /// <summary>How long a rendering may take.</summary>
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    private static readonly Scriban.Parsing.ParserOptions Options = new() { ExpressionDepthLimit = 100, ParseFloatAsDecimal = true };

    private readonly SourceText source;
    private readonly Template template;
    private readonly TimeSpan maxTime;

    private DocumentTemplate(SourceText source, Template template, TimeSpan maxTime) => (this.source, this.template, this.maxTime) = (source, template, maxTime);

    /// <summary>Parses a template.</summary>
    /// <param name="source">The text of its file.</param>
    public static Outcome<DocumentTemplate> Parse(SourceText source) => Parse(source, MaxTime);

    /// <summary>Parses a template that has another time to be rendered in.</summary>
    internal static Outcome<DocumentTemplate> Parse(SourceText source, TimeSpan maxTime)
    {
        // Checked first, because the parser gives no position for a missing end.
        if (TemplateCheck.Unclosed(source.Text) is { } open)
            return Outcome<DocumentTemplate>.Failed(Invalid(source.Span(open, open + 2), "it is not closed with }}"));
        var template = Template.Parse(source.Text, parserOptions: Options);
        return template.HasErrors
            ? Outcome<DocumentTemplate>.Failed(Invalid(PlaceIn(source, template.Messages[0].Span), template.Messages[0].Message))
            : Outcome<DocumentTemplate>.Of(new DocumentTemplate(source, template, maxTime));
    }

    /// <summary>Renders a document, which the template sees as <c>document</c>.</summary>
    /// <param name="document">The document.</param>
    /// <param name="show">What the template gets for a string of the document.</param>
    public Outcome<string> Render(JsonElement document, Func<string, string> show)
    {
        using var end = new CancellationTokenSource(maxTime);
        try
        {
            return Outcome<string>.Of(template.Render(new DocumentTemplateRun(new JsonScriptValues(show).Of(document), end.Token)));
        }
        catch (ScriptAbortException)
        {
            return Failed(SourceSpan.OfFile(source.Path), "it takes too long", "filter the document with another program, such as jq");
        }
        catch (ScriptRuntimeException fault) when ((fault as UnknownNameException ?? fault.InnerException as UnknownNameException) is { } unknown)
        {
            return Failed(PlaceIn(source, unknown.Span), unknown.OriginalMessage, DidYouMean.Help(unknown.Name, unknown.Possible, "see docs/output.md"));
        }
        catch (ScriptRuntimeException fault)
        {
            return Failed(PlaceIn(source, fault.Span), fault.OriginalMessage, null);
        }
        catch (Exception fault) when (TemplateFaults.IsOfFunction(fault))
        {
            return Failed(SourceSpan.OfFile(source.Path), fault.Message, null);
        }
    }

    private static Outcome<string> Failed(SourceSpan place, string why, string? help) => Outcome<string>.Failed(
        Diagnostic.Of(DocumentTemplateDescriptors.RenderingFailed, $"the template cannot be rendered: {Plain(why)}", place, help));

    private static Diagnostic Invalid(SourceSpan place, string why) =>
        Diagnostic.Of(DocumentTemplateDescriptors.InvalidTemplate, $"invalid template: {Plain(why)}", place, "see docs/output.md for templates");

    private static SourceSpan PlaceIn(SourceText source, Scriban.Parsing.SourceSpan at) => source.Span(at.Start.Offset, at.End.Offset + 1);

    private static string Plain(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
