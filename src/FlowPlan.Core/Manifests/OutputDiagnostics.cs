using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Manifests;

/// <summary>The findings about outputs and renamed addresses.</summary>
internal static class OutputDiagnostics
{
    public static Diagnostic OutputForm(SourceSpan span, string text) =>
        Diagnostic.Of(OutputDescriptors.InvalidOutput, $"'{text}' is not the attribute of a resource", span, "write <section>.<key>.<attribute> or <kind>.<key>.<attribute>, such as connections.web.inletUrl");

    public static Diagnostic OutputSection(SourceSpan span, string given, IEnumerable<string> possible) =>
        Diagnostic.Of(OutputDescriptors.UnknownOutputResource, $"there is no section '{given}'", span, DidYouMean.Help(given, possible, "declare it first"));

    public static Diagnostic OutputResource(SourceSpan span, string section, string given, IEnumerable<string> possible) =>
        Diagnostic.Of(OutputDescriptors.UnknownOutputResource, $"there is no '{given}' in '{section}'", span, DidYouMean.Help(given, possible, "declare it first"));

    public static Diagnostic MovedForm(SourceSpan span, string text) =>
        Diagnostic.Of(OutputDescriptors.InvalidMovedAddress, $"'{text}' is not an address", span, "write <kind>.<key>, such as flow.loyalty");

    public static Diagnostic MovedKind(SourceSpan span, string given, IEnumerable<string> possible) =>
        Diagnostic.Of(OutputDescriptors.UnknownMovedKind, $"there is no kind '{given}'", span, DidYouMean.Help(given, possible, "write <kind>.<key>, such as flow.loyalty"));
}
