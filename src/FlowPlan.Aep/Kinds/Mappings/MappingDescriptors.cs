using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>Rules of mapping sets that are checked before any call.</summary>
public static class MappingDescriptors
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. ExpressionDescriptors.All,
        .. TargetDescriptors.All,
    ];
}
