using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>Limits of the platform that it does not enforce, as its documentation had them in July 2026.</summary>
public static class GuardrailDescriptors
{
    /// <summary>FP2035: more than the platform is made for (warning).</summary>
    public static readonly DiagnosticDescriptor Guardrail = new(
        "FP2035", Severity.Warning, DiagnosticCategory.References, "a manifest declares more than a guardrail of the platform recommends (warning)", "see the guardrails of Experience Platform; the platform may become slow or ignore what is beyond");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [Guardrail];

    /// <summary>A warning where a number is beyond a limit; null where it is not.</summary>
    /// <param name="span">The first that is beyond.</param>
    /// <param name="address">The resource.</param>
    /// <param name="number">The number.</param>
    /// <param name="limit">The limit.</param>
    /// <param name="what">What is counted, in the plural.</param>
    internal static Diagnostic? Check(SourceSpan span, ResourceAddress address, int number, int limit, string what) => number <= limit
        ? null
        : Diagnostic.Of(
            Guardrail,
            string.Create(CultureInfo.InvariantCulture, $"{address}: there are {number} {what}; the platform is made for {limit} at most"),
            span,
            "see the guardrails of Experience Platform") with
        { Address = address };
}
