using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Lookup;

/// <summary>A standard component that a resource names and the table of standard components does not have.</summary>
/// <param name="Kind">The kind of component.</param>
/// <param name="Id">Its id.</param>
/// <param name="Path">The field that names it.</param>
internal sealed record UnknownComponent(string Kind, string Id, FieldPath Path);

/// <summary>Finds them in the fields of schemas, classes, field groups and data types.</summary>
internal static class UnknownComponents
{
    public static IEnumerable<UnknownComponent> In(DesiredResource resource) => All(resource.Fields).Where(c => StandardComponents.IsUnknownStandard(c.Id));

    /// <summary>Warns of those of a resource where they are named.</summary>
    public static void Warn(DesiredResource resource, DiagnosticBag diagnostics)
    {
        foreach (var unknown in In(resource))
            diagnostics.Add(ComponentDiagnostics.UnknownStandard(resource.SpanOf(unknown.Path), unknown.Id, unknown.Kind));
    }

    private static IEnumerable<UnknownComponent> All(Value.Map resource)
    {
        if (resource["class"] is Value.Text(var ofClass))
            yield return new(ComponentKinds.Class, ofClass, FieldPath.Of("class"));
        foreach (var (set, kind) in ((string, string)[])[("fieldGroups", ComponentKinds.FieldGroup), ("classes", ComponentKinds.Class)])
        {
            foreach (var (id, _) in (resource[set] as Value.Map ?? Value.Map.Empty).Entries.Where(e => e.Value is not Value.Reference))
                yield return new(kind, id, FieldPath.Of(set, id));
        }

        foreach (var (path, field) in (resource["fields"] as Value.Map ?? Value.Map.Empty).Entries)
        {
            if (field is Value.Map parts && (parts["ref"] ?? (parts["items"] as Value.Map)?["ref"]) is Value.Text(var type))
                yield return new(ComponentKinds.DataType, type, FieldPath.Of("fields", path));
        }
    }
}
