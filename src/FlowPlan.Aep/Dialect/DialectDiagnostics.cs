using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>Diagnostics about how resources go together, whatever their kinds.</summary>
internal static class DialectDiagnostics
{
    public static Diagnostic Cycle(SourceSpan span, IEnumerable<ResourceAddress> path) =>
        Diagnostic.Of(DialectDescriptors.DependencyCycle, $"dependency cycle: {string.Join(" -> ", path)}", span, "remove one of these references");

    public static Diagnostic BadAddress(SourceSpan span, string text) =>
        Diagnostic.Of(DialectDescriptors.InvalidAddress, $"'{text}' is not a resource address", span, "write kind.key or section.key, such as dataset.orders");

    public static Diagnostic InlineCollision(SourceSpan span, ResourceAddress address, string instead) =>
        Diagnostic.Of(
            DialectDescriptors.InlineCollision,
            $"{address} is already declared; the inline block would create the same address",
            span,
            $"refer to it with '{instead}: {address.Key}', or rename it");

    public static Diagnostic PartCollision(SourceSpan span, ResourceAddress address) =>
        Diagnostic.Of(DialectDescriptors.InlineCollision, $"{address} is already declared; this would create the same address", span, "remove one of the two");

    public static Diagnostic UnknownAttribute(SourceSpan span, string kind, string attribute, IEnumerable<string> possible) =>
        Diagnostic.Of(DialectDescriptors.UnknownAttribute, $"a {kind} has no attribute '{attribute}'", span, DidYouMean.Help(attribute, possible, "it has none"));

    public static Diagnostic SameName(SourceSpan span, ResourceAddress address, string what, string name, ResourceAddress first, SourceSpan firstSpan) =>
        Diagnostic.Of(
            DialectDescriptors.DuplicateName,
            $"{address} has the duplicate {what} '{name}', also used by {first}",
            span,
            $"the other is at {firstSpan}; objects are found again by their {what}, so it must be unique");

    public static Diagnostic SecretName(SourceSpan span, string field) =>
        Diagnostic.Of(
            DialectDescriptors.SensitiveName,
            $"a sensitive variable is used in '{field}', which all platform users can see",
            span,
            "use another variable, or remove 'sensitive' if it is not a secret");

    public static Diagnostic NullInName(SourceSpan span, string field) =>
        Diagnostic.Of(DialectDescriptors.InvalidName, $"'{field}' contains a null character (U+0000)", span, "remove it");

    public static Diagnostic UnknownField(SourceSpan span, string kind, string pattern, string unknown, IEnumerable<string> possible) =>
        Diagnostic.Of(
            DialectDescriptors.UnknownField,
            $"'ignoreChanges' names '{pattern}', but a {kind} has no field '{unknown}'",
            span,
            DidYouMean.Help(unknown, possible, "name a field as plans show it"));
}
