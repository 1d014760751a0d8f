using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Definitions;

/// <summary>Diagnostics about the form of a block, whatever its kind.</summary>
internal static class BlockDiagnostics
{
    public static Diagnostic UnknownReference(SourceSpan span, string section, string key, IEnumerable<string> possible) =>
        Diagnostic.Of(BlockDescriptors.UnknownReference, $"'{section}' has no '{key}'", span, DidYouMean.Help(key, possible, $"declare it under '{section}'"));

    public static Diagnostic Missing(SourceSpan span, ResourceAddress address, string key) =>
        Diagnostic.Of(BlockDescriptors.MissingField, $"{address} needs '{key}'", span, $"add '{key}: …'");

    public static Diagnostic NotTogether(SourceSpan span, string key, string other) =>
        Diagnostic.Of(BlockDescriptors.MutuallyExclusive, $"'{key}' cannot be combined with {other}", span, "remove one of the two");

    /// <param name="span">Where it is.</param>
    /// <param name="path">The field.</param>
    /// <param name="written">The number as written; null where it is a secret.</param>
    /// <param name="number">The number as sent.</param>
    public static Diagnostic NumberRespelled(SourceSpan span, FieldPath path, string? written, Value.Number number) =>
        Diagnostic.Of(
            BlockDescriptors.NumberRespelled,
            written is null ? $"'{path.ToDisplay()}' is a number that would not be sent as it is written" : $"'{path.ToDisplay()}': {written} would be sent as the number {number}",
            span,
            written is null ? "quote it if it is meant as text" : $"write \"{written}\" if it is meant as text, else {number}");

    public static Diagnostic BadId(SourceSpan? span, string kind, string id, string form) =>
        Diagnostic.Of(BlockDescriptors.InvalidId, $"'{id}' is not the id of a {kind}", span, $"it has the form {form}");
}
