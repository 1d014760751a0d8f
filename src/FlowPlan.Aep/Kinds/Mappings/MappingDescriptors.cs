using FlowPlan.Aep.Kinds.Mappings.Checks;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>Rules of mapping sets that are checked before any call.</summary>
public static class MappingDescriptors
{
    /// <summary>FP2017: a file with the fields of a mapping cannot be used.</summary>
    public static readonly DiagnosticDescriptor InvalidFieldFile = new(
        "FP2017", Severity.Error, DiagnosticCategory.References, "a file with the fields of a mapping cannot be used", "the message names the error");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. ExpressionDescriptors.All,
        .. TargetDescriptors.All,
        .. ValidationDescriptors.All,
        InvalidFieldFile,
    ];
}
