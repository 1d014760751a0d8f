using Scriban.Parsing;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>An expression reads a name that does not exist.</summary>
internal sealed class UnknownNameException(SourceSpan span, string what, string name, IEnumerable<string> possible)
    : ScriptRuntimeException(span, $"there is no {what} '{name}'")
{
    /// <summary>What to do about most names.</summary>
    public const string UsualAdvice = "declare it under 'variables'";

    /// <summary>What kind of name it is, such as <c>variable</c>.</summary>
    public string What { get; } = what;

    /// <summary>The name.</summary>
    public string Name { get; } = name;

    /// <summary>The names that exist there.</summary>
    public IEnumerable<string> Possible { get; } = possible;

    /// <summary>What to do where no name is similar.</summary>
    public string Advice { get; init; } = UsualAdvice;
}
