using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Checks;

/// <summary>Findings of Data Prep about the mapping sets of a plan.</summary>
internal static class ValidationDiagnostics
{
    /// <summary>The service would reject what fills a target.</summary>
    public static Diagnostic RejectedTarget(ResourceAddress address, SourceSpan span, string target, string? reason) =>
        Of(ValidationDescriptors.Rejected, address, span, $"Data Prep would reject the mapping to '{target}'{Because(reason)}");

    /// <summary>The service would reject a set, or a part of it that it does not name.</summary>
    public static Diagnostic RejectedSet(ResourceAddress address, SourceSpan span, string? reason) =>
        Of(ValidationDescriptors.Rejected, address, span, $"Data Prep would reject the mapping{Because(reason)}");

    /// <summary>Sets that were not validated, all for one reason.</summary>
    public static Diagnostic NotDone(IReadOnlyList<(ResourceAddress Address, SourceSpan Span)> sets, string reason) => sets is [var (address, span)]
        ? Of(ValidationDescriptors.NotValidated, address, span, $"Data Prep did not validate the mapping{Because(reason)}")
        : Diagnostic.Of(ValidationDescriptors.NotValidated, $"Data Prep did not validate {sets.Count} mappings{Because(reason)}", sets[0].Span, ValidationDescriptors.NotValidated.Remedy);

    private static string Because(string? reason) => reason is null ? "" : $": {reason.TrimEnd('.')}";

    private static Diagnostic Of(DiagnosticDescriptor descriptor, ResourceAddress address, SourceSpan span, string message) =>
        Diagnostic.Of(descriptor, message, span, descriptor.Remedy) with { Address = address };
}
