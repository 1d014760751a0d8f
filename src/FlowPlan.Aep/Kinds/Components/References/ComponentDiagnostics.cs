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

    /// <param name="desired">The schema.</param>
    /// <param name="span">Where its field groups are declared.</param>
    /// <param name="group">The field group.</param>
    /// <param name="use">The schema with its datasets.</param>
    public static Diagnostic GroupInUse(DesiredResource desired, SourceSpan span, string group, string use) =>
        Diagnostic.Of(
            ComponentDescriptors.BreakingChange,
            $"{desired.Address}: '{group}' cannot be removed from 'fieldGroups' while the schema is in use",
            span,
            "declare it again; field groups can be removed only from a schema that has no dataset and is not enabled for Profile") with
        { Address = desired.Address, Details = [use] };

    public static Diagnostic UnknownStandard(SourceSpan span, string id, string kind) =>
        Diagnostic.Of(
            ComponentDescriptors.UnknownStandard,
            $"'{id}' is not a standard component that FlowPlan knows",
            span,
            StandardComponents.FindElsewhere(kind, id) is { } other ? $"did you mean '{other}'?" : "check the ID, or run 'plan', which asks the registry");

    public static Diagnostic NoSuchStandard(SourceSpan span, string id, string kind) =>
        Diagnostic.Of(
            ComponentDescriptors.NoSuchStandard,
            $"Schema Registry has no standard component '{id}'",
            span,
            StandardComponents.FindElsewhere(kind, id) is { } other ? $"did you mean '{other}'?" : DidYouMean.Help(id, StandardComponents.IdsOf(kind), "check the ID"));

    public static Diagnostic SameTitle(SourceSpan span, ResourceAddress address, string title, ResourceAddress other) =>
        Diagnostic.Of(ComponentDescriptors.SameTitle, $"{address} has the title '{title}', and so has {other}", span, "titles are unique in the registry over schemas, classes, field groups and data types; choose another one");

    public static Diagnostic Unknown(SourceSpan span, string what, string section, string name, IEnumerable<string> possible) =>
        Diagnostic.Of(
            ComponentDescriptors.UnknownComponent,
            $"'{name}' is not the key, the $id or the title of a {what}",
            span,
            DidYouMean.Help(name, possible, $"declare it under '{section}', or give its $id"));
}
