using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>Diagnostics about field groups, data types and classes.</summary>
internal static class ComponentDiagnostics
{
    public static Diagnostic BadField(SourceSpan span, string text, string help) => Diagnostic.Of(ComponentDescriptors.InvalidField, text, span, help);

    public static Diagnostic BadComponent(SourceSpan span, string text, string help) => Diagnostic.Of(ComponentDescriptors.InvalidComponent, text, span, help);

    public static Diagnostic Unknown(SourceSpan span, string what, string section, string name, IEnumerable<string> possible) =>
        Diagnostic.Of(
            ComponentDescriptors.UnknownComponent,
            $"'{name}' is not the key, the $id or the title of a {what}",
            span,
            DidYouMean.Help(name, possible, $"declare it under '{section}', or give its $id"));
}
