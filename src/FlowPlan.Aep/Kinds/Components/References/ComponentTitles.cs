using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Kinds.Components.References;

/// <summary>Titles are unique in the registry over schemas, classes, field groups and data types.</summary>
internal static class ComponentTitles
{
    /// <summary>Reports a resource with the title of another one of a different kind; two of one kind are reported for all kinds alike.</summary>
    public static void Check(DesiredResource self, DesiredGraph graph, DiagnosticBag diagnostics)
    {
        if (self.Fields.TextOf(ComponentKinds.Title) is not { } title)
            return;
        var first = graph.WithText(ComponentKinds.Title, title).FirstOrDefault(r => ComponentKinds.WithTitles.Contains(r.Address.Kind));
        if (first is not null && first.Address != self.Address && first.Address.Kind != self.Address.Kind)
            diagnostics.Add(ComponentDiagnostics.SameTitle(self.FieldSpans.GetValueOrDefault(ComponentKinds.Title) ?? self.Span, self.Address, title, first.Address));
    }
}
