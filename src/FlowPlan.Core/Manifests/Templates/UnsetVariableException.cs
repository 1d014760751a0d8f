using Scriban.Parsing;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>An expression reads a declared variable that has no value, which was reported where it is an error.</summary>
internal sealed class UnsetVariableException(SourceSpan span, string name, bool isSensitive) : ScriptRuntimeException(span, $"the variable '{name}' has no value")
{
    /// <summary>The variable.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it is sensitive.</summary>
    public bool IsSensitive { get; } = isSensitive;
}
