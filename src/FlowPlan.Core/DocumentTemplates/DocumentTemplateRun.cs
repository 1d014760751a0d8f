using FlowPlan.Core.Manifests.Templates;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace FlowPlan.Core.DocumentTemplates;

/// <summary>One rendering of a document. A member that the document does not have is empty: documents leave out what they do not know.</summary>
internal sealed class DocumentTemplateRun : BoundedRun
{
    /// <summary>How often all loops of a template may turn.</summary>
    public const int MaxSteps = 10_000_000;

    /// <summary>How long the text may become, in UTF-16 units.</summary>
    public const int MaxOutput = 10_000_000;

    /// <summary>The name of the document.</summary>
    public const string Document = "document";

    /// <param name="document">The document.</param>
    /// <param name="outOfTime">Ends the rendering at its next step.</param>
    public DocumentTemplateRun(object? document, CancellationToken outOfTime)
        : base(GlobalsOf(document), MaxSteps, MaxOutput, maxDepth: 50, outOfTime)
    {
        EnableRelaxedMemberAccess = true;
        EnableRelaxedTargetAccess = true;
        EnableRelaxedIndexerAccess = true;
        TryGetVariable = NoVariable;
    }

    private static ScriptObject GlobalsOf(object? document)
    {
        var globals = new ScriptObject();
        globals.SetValue(Document, document, readOnly: true);
        return globals;
    }

    private static bool NoVariable(TemplateContext context, SourceSpan span, ScriptVariable variable, out object? value) =>
        throw new UnknownNameException(span, "name", variable.Name, TemplateFunctions.Names.Append(Document));
}
