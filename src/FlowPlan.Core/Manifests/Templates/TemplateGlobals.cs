using FlowPlan.Core.Manifests.Model;
using Scriban;
using Scriban.Runtime;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>What an expression sees at the top. That the tenant was read is noticed, because only then somebody has to be asked for it.</summary>
internal sealed class TemplateGlobals : ScriptObject
{
    private readonly TenantName tenant;

    public TemplateGlobals(TenantName tenant)
    {
        this.tenant = tenant;
        SetValue(TenantName.Expression, tenant.Text, readOnly: true);
    }

    /// <inheritdoc/>
    public override bool TryGetValue(TemplateContext? context, Scriban.Parsing.SourceSpan span, string member, out object value)
    {
        tenant.IsUsed |= member == TenantName.Expression;
        return base.TryGetValue(context, span, member, out value!);
    }
}
