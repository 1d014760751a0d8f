using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>Leaves expressions as they are, where it is not known which environment they are for.</summary>
internal sealed class NoExpressions : IExpressionEvaluator
{
    public static readonly NoExpressions Instance = new();

    /// <inheritdoc/>
    public TenantName Tenant { get; } = new(null);

    /// <inheritdoc/>
    public Node.Mapping Evaluate(Node.Mapping map, DiagnosticBag found) => map;

    /// <inheritdoc/>
    public Value? Evaluate(string expression, DiagnosticBag found) => null;
}
