using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>What an output is: an attribute of a resource, a resource (of a component only), or a value.</summary>
/// <param name="Section">The section of the resource.</param>
/// <param name="Key">The key of the resource.</param>
/// <param name="Attribute">The attribute; null for the resource itself.</param>
/// <param name="Text">The value; null for a resource or an attribute.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record OutputTarget(string Section, string Key, string? Attribute, Value? Text, SourceSpan Span);

/// <summary>Reads an output that is a value of its own: a literal, or what an expression made.</summary>
internal static class OutputText
{
    public static OutputTarget? Read(MappingEntry text, MappingEntry? value, DiagnosticBag found)
    {
        if (value is not null)
            found.Add(SchemaDiagnostics.FitsSeveral(value.KeySpan, value.Key, "an output has either 'value' or 'text'"));
        else if (Secrets.In(text.Value.ToValue()))
            found.Add(OutputDiagnostics.SecretText(text.Value.Span));
        else if (text.Value is not Node.Scalar { IsTemplate: true })
            return new(string.Empty, string.Empty, null, text.Value.ToValue(), text.Value.Span);
        return null;
    }
}
