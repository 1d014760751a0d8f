using System.IO.Enumeration;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Flows;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Exporting;

/// <summary>What the user selected of a sandbox.</summary>
/// <param name="Only">Objects selected for themselves.</param>
/// <param name="WithDependencies">Flows selected with all that they need.</param>
internal sealed record ResolvedSelection(IReadOnlySet<ObjectKey> Only, IReadOnlySet<ObjectKey> WithDependencies)
{
    /// <summary>Finds what was selected; reports what is not there.</summary>
    public static ResolvedSelection? Of(SandboxSnapshot snapshot, ExportSelection selection, DiagnosticBag diagnostics)
    {
        var only = selection.ByFilter
            ? snapshot.All.Where(k => !snapshot[k].IsShared && Matches(snapshot, selection, k)).ToHashSet()
            : [];
        var whole = new HashSet<ObjectKey>();
        foreach (var wanted in selection.Flows.Distinct())
            whole.UnionWith(FlowsOf(snapshot, wanted, diagnostics));
        if (!diagnostics.HasErrors && only.Count == 0 && whole.Count == 0)
            diagnostics.Add(ExportDiagnostics.NothingSelected(selection));
        return diagnostics.HasErrors ? null : new(only, whole);
    }

    private static bool Matches(SandboxSnapshot snapshot, ExportSelection selection, ObjectKey key) =>
        (selection.Kinds.Count == 0 || selection.Kinds.Contains(key.Kind))
        && (selection.Names.Count == 0 || selection.Names.Any(pattern => MatchesName(pattern, snapshot.NameOf(key))));

    private static bool MatchesName(string pattern, string? name) =>
        name is not null && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);

    private static List<ObjectKey> FlowsOf(SandboxSnapshot snapshot, string wanted, DiagnosticBag diagnostics)
    {
        var flows = snapshot.Of(FlowDefinition.KindName).ToList();
        var matches = flows.Where(f => f.Id == wanted || f.Name == wanted).ToList();
        if (matches.Count == 0)
            diagnostics.Add(ExportDiagnostics.UnknownFlow(wanted, flows.Select(f => f.Name).OfType<string>().Distinct()));
        if (matches.Count > 1)
            diagnostics.Add(ExportDiagnostics.AmbiguousFlow(wanted, matches));
        return [.. matches.Select(f => new ObjectKey(FlowDefinition.KindName, f.Id))];
    }
}
