using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>
/// Finds the one live object that a declared resource stands for. It never guesses: an object with our ownership mark matches, otherwise the only
/// object with the natural key, and only if the manifest would not replace it. A replacement would delete an object that may belong to somebody else.
/// </summary>
/// <param name="project">The project that imports.</param>
/// <param name="declared">The marks of all declared resources.</param>
/// <param name="isManaged">Whether an object, by kind and ID, is managed already.</param>
/// <param name="ownership">Which objects belong to other projects; null where they may be taken over.</param>
internal sealed class ImportMatcher(string project, HashSet<string> declared, Func<string, string, bool> isManaged, Ownership? ownership)
{
    /// <param name="desired">The resource.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="fields">Its canonical fields, references resolved where known.</param>
    /// <param name="candidates">The live objects of the kind.</param>
    public ImportMatch Match(DesiredResource desired, IResourceKind kind, Value.Map fields, LiveIndex candidates)
    {
        var mark = $"{project}/{desired.Address}";
        var marked = Unmanaged(kind, candidates.MarkedAs(mark));
        if (marked.Count == 1)
            return ImportMatch.Of(marked[0]);
        if (marked.Count == 0 && UnknownDependencies(kind, fields) is { Count: > 0 } unknown)
            return ImportMatch.None(ImportDiagnostics.NeedsOthers(desired, unknown));

        var alike = marked.Count > 1 ? marked : Unmanaged(kind, candidates.WithNaturalKey(kind.NaturalKey(fields)));
        var unmarked = alike.Where(l => l.Owner == mark || IsFree(kind.Name, l)).ToList();
        if (unmarked.Count == 0 && alike.Count > 0)
            return ImportMatch.None(ImportDiagnostics.OthersMark(desired, alike, l => l.Owner ?? ownership?.OtherOwnerOf(kind.Name, l.Id)));

        // An object that was renamed on the platform may still have a key that is unique by construction, and another its name.
        if (!unmarked.Exists(l => Forcing(desired, kind, fields, l).IsEmpty)
            && Unmanaged(kind, candidates.WithAlternateKey(kind.AlternateKey(fields))).FindAll(l => IsFree(kind.Name, l)) is { Count: > 0 } renamed)
        {
            unmarked = renamed;
        }

        return Single(desired, kind, fields, unmarked);
    }

    /// <summary>The declared fields in which an object differs and that cannot be changed in place.</summary>
    public static ImmutableArray<FieldDifference> Forcing(DesiredResource desired, IResourceKind kind, Value.Map fields, LiveObject live) =>
        [.. Pending(desired, kind, fields, Value.Map.Empty, live).Where(d => d.Effect != FieldChangeEffect.Update)];

    /// <summary>The declared fields in which an object differs; what is not known yet is left out.</summary>
    public static ImmutableArray<FieldDifference> Pending(
        DesiredResource desired, IResourceKind kind, Value.Map fields, Value.Map recorded, LiveObject live) =>
        [
            .. new ThreeWayDiff(kind, (_, _, _, _) => false)
                .Compare(desired.Address, fields, recorded, live.Fields, desired.Lifecycle.IgnoreChanges)
                .Where(d => d.Cause != DifferenceCause.Reference),
        ];

    private static ImportMatch Single(DesiredResource desired, IResourceKind kind, Value.Map fields, List<LiveObject> alike)
    {
        var fitting = alike.Where(l => Forcing(desired, kind, fields, l).IsEmpty).ToList();
        return (alike.Count, fitting.Count) switch
        {
            (0, _) => ImportMatch.None(ImportDiagnostics.NotFound(desired)),
            (_, 1) => ImportMatch.Of(fitting[0]),
            (1, 0) => ImportMatch.None(ImportDiagnostics.Unfit(desired, alike[0], Forcing(desired, kind, fields, alike[0]))),
            _ => ImportMatch.None(ImportDiagnostics.Ambiguous(desired, fitting.Count > 0 ? fitting : alike)),
        };
    }

    /// <summary>The resources that are not in the state and that identify the object: it would have to be replaced to refer to another one.</summary>
    private static List<ResourceAddress> UnknownDependencies(IResourceKind kind, Value.Map fields)
    {
        var rules = FieldRuleSet.Of(kind);
        var unnamed = kind.NaturalKey(fields) is null;
        return
        [
            .. rules.Flatten(fields)
                .Where(f => unnamed || rules.For(f.Key).Effect != FieldChangeEffect.Update)
                .SelectMany(f => Value.ReferencesIn(f.Value))
                .Select(r => r.Address)
                .Distinct()
                .Order(),
        ];
    }

    /// <summary>Whether an object belongs to no other project and carries no mark of another declared resource. A mark may be left from a former address.</summary>
    private bool IsFree(string kind, LiveObject live) =>
        ownership?.OtherOwnerOf(kind, live.Id) is null && (live.Owner is null || !declared.Contains(live.Owner));

    private List<LiveObject> Unmanaged(IResourceKind kind, IReadOnlyList<LiveObject> alike) =>
        [.. alike.Where(l => !isManaged(kind.Name, l.Id))];
}
