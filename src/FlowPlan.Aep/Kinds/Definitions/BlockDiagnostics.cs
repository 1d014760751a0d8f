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

    public static Diagnostic BadId(SourceSpan? span, string kind, string id, string form) =>
        Diagnostic.Of(BlockDescriptors.InvalidId, $"'{id}' is not the id of a {kind}", span, $"it has the form {form}");
}
