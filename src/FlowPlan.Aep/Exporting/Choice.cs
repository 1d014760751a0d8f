using System.IO.Enumeration;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Exporting;

/// <summary>What the user chose of an estate.</summary>
/// <param name="Exact">Objects chosen for themselves.</param>
/// <param name="Whole">Flows chosen with all that they need.</param>
internal sealed record Choice(IReadOnlySet<ObjectKey> Exact, IReadOnlySet<ObjectKey> Whole)
{
    /// <summary>Finds what was chosen; reports what is not there.</summary>
    public static Choice? Of(LiveEstate estate, ExportSelection selection, DiagnosticBag found)
    {
        var exact = selection.ByFilter
            ? estate.All.Where(k => !estate.Common.Contains(k) && Fits(estate, selection, k)).ToHashSet()
            : [];
        var whole = new HashSet<ObjectKey>();
        foreach (var wanted in selection.Flows.Distinct())
            whole.UnionWith(FlowsOf(estate, wanted, found));
        if (!found.HasErrors && exact.Count == 0 && whole.Count == 0)
            found.Add(ExportDiagnostics.NothingChosen(selection));
        return found.HasErrors ? null : new(exact, whole);
    }

    private static bool Fits(LiveEstate estate, ExportSelection selection, ObjectKey key) =>
        (selection.Kinds.Count == 0 || selection.Kinds.Contains(key.Kind))
        && (selection.Names.Count == 0 || selection.Names.Any(pattern => FitsName(pattern, estate.NameOf(key))));

    private static bool FitsName(string pattern, string? name) =>
        name is not null && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);

    private static List<ObjectKey> FlowsOf(LiveEstate estate, string wanted, DiagnosticBag found)
    {
        var alike = estate.Of("flow").Where(f => f.Id == wanted || f.Name == wanted).ToList();
        if (alike.Count == 0)
            found.Add(ExportDiagnostics.UnknownFlow(wanted, estate.Of("flow").Select(f => f.Name).OfType<string>().Distinct()));
        if (alike.Count > 1)
            found.Add(ExportDiagnostics.AmbiguousFlow(wanted, alike));
        return [.. alike.Select(f => new ObjectKey("flow", f.Id))];
    }
}
