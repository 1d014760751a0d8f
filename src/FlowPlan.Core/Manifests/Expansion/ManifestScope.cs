using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;

namespace FlowPlan.Core.Manifests.Expansion;

/// <summary>The manifest itself, or one instance of a component, with all expressions evaluated.</summary>
/// <param name="Path">The instance, such as <c>emea</c>, or <c>emea/inner</c> for one within it; empty for the manifest itself.</param>
/// <param name="Body">The sections of resources, each resource with its name, and the other keys.</param>
/// <param name="Folder">The folder where paths begin.</param>
/// <param name="Expressions">Evaluates the expressions in files that a resource names.</param>
internal sealed record ManifestScope(string Path, Node.Mapping Body, string Folder, IExpressionEvaluator Expressions)
{
    /// <summary>Whether it is the manifest itself.</summary>
    public bool IsRoot => Path.Length == 0;
}
