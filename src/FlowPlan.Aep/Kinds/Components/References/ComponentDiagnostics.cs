using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>Diagnostics about field groups, data types and classes.</summary>
internal static class ComponentDiagnostics
{
    public static Diagnostic BadField(SourceSpan span, string text, string help) => Diagnostic.Of(ComponentDescriptors.InvalidField, text, span, help);

    public static Diagnostic BadComponent(SourceSpan span, string text, string help) => Diagnostic.Of(ComponentDescriptors.InvalidComponent, text, span, help);

    /// <param name="desired">The component.</param>
    /// <param name="span">Where the field is declared.</param>
    /// <param name="field">The field.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="isRefused">Whether the registry refuses the change.</param>
    /// <param name="users">The schemas that use it, with their datasets.</param>
    public static Diagnostic Restricted(DesiredResource desired, SourceSpan span, string field, string rule, bool isRefused, IReadOnlyList<string> users) =>
        Diagnostic.Of(
            isRefused ? ComponentDescriptors.BreakingChange : ComponentDescriptors.BecomesRequired,
            isRefused ? $"{desired.Address}: the field '{field}' cannot be changed so while it is in use: {rule}" : $"{desired.Address}: the field '{field}' is in use; {rule}",
            span,
            isRefused ? "keep the field as it is and add another one; 'deprecated: true' says that nobody should use the old one" : "make sure that all senders fill it") with
        { Address = desired.Address, Details = [.. users] };

    public static Diagnostic SameTitle(SourceSpan span, ResourceAddress address, string title, ResourceAddress other) =>
        Diagnostic.Of(ComponentDescriptors.SameTitle, $"{address} has the title '{title}', and so has {other}", span, "titles are unique in the registry over schemas, classes, field groups and data types; choose another one");

    public static Diagnostic Unknown(SourceSpan span, string what, string section, string name, IEnumerable<string> possible) =>
        Diagnostic.Of(
            ComponentDescriptors.UnknownComponent,
            $"'{name}' is not the key, the $id or the title of a {what}",
            span,
            DidYouMean.Help(name, possible, $"declare it under '{section}', or give its $id"));
}
