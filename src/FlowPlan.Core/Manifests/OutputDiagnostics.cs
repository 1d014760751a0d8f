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

    public static Diagnostic SecretText(SourceSpan span) =>
        Diagnostic.Of(OutputDescriptors.SecretOutput, "the text of an output cannot use a sensitive variable", span, "outputs are shown and kept in the lockfile; use a variable that is not sensitive");

    public static Diagnostic MovedMixed(SourceSpan span) =>
        Diagnostic.Of(OutputDescriptors.InvalidMovedAddress, "a component cannot become a resource, nor a resource a component", span, "write two addresses of components, or two of resources");

    public static Diagnostic OutputComponent(SourceSpan span, string text, IEnumerable<string> possible) =>
        Diagnostic.Of(OutputDescriptors.UnknownOutputResource, $"there is no '{text}'", span, DidYouMean.Help(text, possible, "declare it under the 'outputs' of the component"));

    public static Diagnostic MovedKind(SourceSpan span, string given, IEnumerable<string> possible) =>
        Diagnostic.Of(OutputDescriptors.UnknownMovedKind, $"there is no kind '{given}'", span, DidYouMean.Help(given, possible, "write <kind>.<key>, such as flow.loyalty"));
}
