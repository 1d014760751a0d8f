using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>What Data Prep says of the mapping sets of a plan.</summary>
public static class ValidationDescriptors
{
    private const string LeaveOut = "`--service-checks=false` leaves the check out";

    /// <summary>FP2551: Data Prep would reject a mapping.</summary>
    public static readonly DiagnosticDescriptor Rejected = new(
        "FP2551", Severity.Error, DiagnosticCategory.References, "Data Prep would reject a mapping of the plan", $"fix what the message names; {LeaveOut}");

    /// <summary>FP2552: mappings were not validated by Data Prep.</summary>
    public static readonly DiagnosticDescriptor NotValidated = new(
        "FP2552", Severity.Warning, DiagnosticCategory.References, "Data Prep did not validate mappings of the plan", $"see the message; FlowPlan's own checks were made; {LeaveOut}");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [Rejected, NotValidated];
}
