using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Sources;

/// <summary>Diagnostics about sources by name.</summary>
internal static class SourceDiagnostics
{
    public static Diagnostic Invalid(SourceSpan span, string text, string help) => Diagnostic.Of(SourceDescriptors.InvalidSource, text, span, help);

    public static Diagnostic Literal(SourceSpan span, string parameter) =>
        Diagnostic.Of(SourceDescriptors.LiteralSecret, $"'{parameter}' is a secret, and its value is not passed as one", span, "pass it by a variable with 'sensitive: true'");

    public static Diagnostic BadSchedule(SourceSpan span, string text) => Diagnostic.Of(SourceDescriptors.InvalidSchedule, text, span, "such as 'schedule: { every: 1h, start: 2026-12-01T00:00:00Z }'");

    public static Diagnostic SharedConsumer(SourceSpan span, ResourceAddress address, string what, ResourceAddress other) =>
        Diagnostic.Of(SourceDescriptors.SharedConsumer, $"{address} reads {what}, which {other} reads as well: each would get a part of the messages", span, "give each a subscription or consumer group of its own");
}
