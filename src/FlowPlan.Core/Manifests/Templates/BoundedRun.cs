using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>
/// One evaluation of a template that somebody wrote: it reads no file, clock or chance, has a scope of its own, so that what it assigns is gone afterwards,
/// and has bounds on everything that a template can make large. A name that is not there is an error.
/// </summary>
internal abstract class BoundedRun : TemplateContext
{
    private static readonly TimeSpan RegexTimeout = TimeSpan.FromMilliseconds(500);

    private readonly int maxSteps;
    private int steps;

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="globals">What is in scope besides the functions.</param>
    /// <param name="maxSteps">How often all loops of the template may turn.</param>
    /// <param name="maxOutput">How long a text may become, in UTF-16 units.</param>
    /// <param name="maxDepth">How deeply a value that is printed may be nested.</param>
    /// <param name="outOfTime">Ends the evaluation at its next step.</param>
    protected BoundedRun(ScriptObject globals, int maxSteps, int maxOutput, int maxDepth, CancellationToken outOfTime)
        : base(TemplateFunctions.Pure)
    {
        this.maxSteps = maxSteps;
        CancellationToken = outOfTime;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedTargetAccess = false;
        EnableRelaxedFunctionAccess = false;
        EnableRelaxedIndexerAccess = false;
        LoopLimit = maxSteps;
        LoopLimitQueryable = maxSteps;
        RecursiveLimit = 50;
        ObjectRecursionLimit = maxDepth;
        LimitToString = maxOutput;
        OutputLimit = maxOutput;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        RegexTimeOut = RegexTimeout;
        AutoIndent = false;
        PushGlobal(globals);
        PushGlobal(new ScriptObject());
    }

    /// <inheritdoc/>
    protected override bool OnStepLoop(ScriptLoopStatementBase loop) =>
        ++steps <= maxSteps ? base.OnStepLoop(loop) : throw new ScriptRuntimeException(loop.Span, $"the loops turn more than {maxSteps} times");
}
