using FlowPlan.Core.Manifests.Templates;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace FlowPlan.Core.DocumentTemplates;

/// <summary>
/// One rendering of a template. It reads no file, clock or chance, and has bounds on its time and on everything that it can make large. A member
/// that the document does not have is empty: documents leave out what they do not know.
/// </summary>
internal sealed class DocumentTemplateRun : TemplateContext
{
    /// <summary>How often all loops of a template may turn.</summary>
    public const int MaxSteps = 10_000_000;

    /// <summary>How long the text may become, in UTF-16 units.</summary>
    public const int MaxOutput = 10_000_000;

    /// <summary>The name of the document.</summary>
    public const string Document = "document";

    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(500);

    private int steps;

    /// <param name="document">The document.</param>
    /// <param name="outOfTime">Ends the rendering at its next step.</param>
    public DocumentTemplateRun(object? document, CancellationToken outOfTime)
        : base(TemplateFunctions.Pure)
    {
        CancellationToken = outOfTime;
        StrictVariables = true;
        EnableRelaxedMemberAccess = true;
        EnableRelaxedTargetAccess = true;
        EnableRelaxedFunctionAccess = false;
        EnableRelaxedIndexerAccess = true;
        LoopLimit = MaxSteps;
        LoopLimitQueryable = MaxSteps;
        RecursiveLimit = 50;
        ObjectRecursionLimit = 50;
        LimitToString = MaxOutput;
        OutputLimit = MaxOutput;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = RegexTimeout;
        AutoIndent = false;
        TryGetVariable = NoVariable;
        var globals = new ScriptObject();
        globals.SetValue(Document, document, readOnly: true);
        PushGlobal(globals);
        PushGlobal(new ScriptObject());
    }

    /// <inheritdoc/>
    protected override bool OnStepLoop(ScriptLoopStatementBase loop) =>
        ++steps <= MaxSteps ? base.OnStepLoop(loop) : throw new ScriptRuntimeException(loop.Span, $"the loops turn more than {MaxSteps} times");

    private static bool NoVariable(TemplateContext context, SourceSpan span, ScriptVariable variable, out object? value) =>
        throw new UnknownNameException(span, "name", variable.Name, TemplateFunctions.Names.Append(Document));
}
