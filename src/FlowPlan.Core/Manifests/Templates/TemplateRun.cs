using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>One evaluation of one template of a manifest.</summary>
internal sealed class TemplateRun : BoundedRun
{
    /// <summary>How often all loops of a template may turn.</summary>
    public const int MaxSteps = 10_000;

    /// <summary>How long a text may become, in UTF-16 units.</summary>
    public const int MaxOutput = 1_000_000;

    /// <summary>How long one expression may take.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(3);

    private readonly Func<bool> hasReadSecret;
    private readonly IEnumerable<string> names;

    /// <summary>Prepares an evaluation.</summary>
    /// <param name="hasReadSecret">Whether a secret has been read.</param>
    /// <param name="names">The names of the objects with values.</param>
    /// <param name="globals">What else is in scope.</param>
    /// <param name="outOfTime">Ends the evaluation at its next step.</param>
    public TemplateRun(Func<bool> hasReadSecret, IEnumerable<string> names, ScriptObject globals, CancellationToken outOfTime)
        : base(globals, MaxSteps, MaxOutput, maxDepth: 20, outOfTime)
    {
        this.hasReadSecret = hasReadSecret;
        this.names = names;
        TryGetVariable = NoVariable;
        TryGetMember = NoMember;
    }

    private bool NoVariable(TemplateContext context, SourceSpan span, ScriptVariable variable, out object? value) =>
        throw new UnknownNameException(span, "name", variable.Name, TemplateScope.Globals.Concat(names).Concat(TemplateFunctions.Names));

    private bool NoMember(TemplateContext context, SourceSpan span, object target, string member, out object? value)
    {
        var what = target is TemplateScope scope ? scope.Name : "member";

        // The keys of a secret map are part of the secret.
        var keys = target switch
        {
            TemplateScope given => given.Names,
            ScriptObject map when !hasReadSecret() => map.Keys,
            _ => [],
        };
        throw new UnknownNameException(span, what, member, keys) { Advice = (target as TemplateScope)?.Advice ?? UnknownNameException.UsualAdvice };
    }
}
