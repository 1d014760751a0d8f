using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Model;

/// <summary>Evaluates the expressions in a file that the manifest names, such as a schema's definition, with the manifest's variables.</summary>
public interface IExpressionEvaluator
{
    /// <summary>The map with every expression replaced by its value; one that fails is reported and not replaced.</summary>
    Node.Mapping Evaluate(Node.Mapping map, DiagnosticBag found);

    /// <summary>The value of one expression, written without braces; null when it fails, which is reported.</summary>
    Value? Evaluate(string expression, DiagnosticBag found);

    /// <summary>What the expression <c>tenant</c> stands for.</summary>
    TenantName Tenant { get; }
}
