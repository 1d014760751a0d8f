using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Importing;

/// <summary>
/// Finds the one live object that a declared resource stands for, or says why there is none. It never guesses: what our own
/// mark names is taken, else the only object of the natural key, and only when the manifest would not replace it. A replacement
/// would delete an object that may be somebody else's.
/// </summary>
internal sealed class Chooser(string project, Func<string, string, bool> isTaken)
{
    /// <param name="desired">The resource.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="fields">Its canonical fields, references resolved where known.</param>
    /// <param name="candidates">The live objects of the kind.</param>
    /// <param name="reason">Why none was chosen.</param>
    public LiveObject? Choose(DesiredResource desired, IResourceKind kind, Value.Map fields, Candidates candidates, out Diagnostic? reason)
    {
        reason = null;
        var mark = $"{project}/{desired.Address}";
        var marked = Free(kind, candidates.MarkedAs(mark));
        if (marked.Count == 1)
            return marked[0];
        if (marked.Count == 0 && Open(kind, fields) is { Count: > 0 } open)
        {
            reason = AdoptDiagnostics.NeedsOthers(desired, open);
            return null;
        }

        var alike = marked.Count > 1 ? marked : Free(kind, candidates.Named(kind.NaturalKey(fields)));
        var unmarked = alike.Where(l => l.Owner is null || l.Owner == mark).ToList();
        if (unmarked.Count == 0 && alike.Count > 0)
        {
            reason = AdoptDiagnostics.OthersMark(desired, alike);
            return null;
        }

        // Renamed on the platform, it may still be known by what only it can have.
        if (unmarked.Count == 0)
            unmarked = [.. Free(kind, candidates.WithAlternateKey(kind.AlternateKey(fields))).Where(l => l.Owner is null)];
        return Only(desired, kind, fields, unmarked, out reason);
    }

    /// <summary>The declared fields in which an object differs though they cannot be changed in place.</summary>
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

    private static LiveObject? Only(
        DesiredResource desired, IResourceKind kind, Value.Map fields, List<LiveObject> alike, out Diagnostic? reason)
    {
        var fits = alike.Where(l => Forcing(desired, kind, fields, l).IsEmpty).ToList();
        reason = (alike.Count, fits.Count) switch
        {
            (0, _) => AdoptDiagnostics.NotFound(desired),
            (_, 1) => null,
            (1, 0) => AdoptDiagnostics.Unfit(desired, alike[0], Forcing(desired, kind, fields, alike[0])),
            _ => AdoptDiagnostics.Ambiguous(desired, fits.Count > 0 ? fits : alike),
        };
        return reason is null ? fits[0] : null;
    }

    /// <summary>What is not on record and by what the object would be told from others: it could only be replaced to refer to anything else.</summary>
    private static List<ResourceAddress> Open(IResourceKind kind, Value.Map fields)
    {
        var rules = new RuleBook(kind.Rules);
        return
        [
            .. rules.Flatten(fields)
                .Where(f => kind.NaturalKey(fields) is null || rules.For(f.Key).Effect != FieldChangeEffect.Update)
                .SelectMany(f => Value.ReferencesIn(f.Value))
                .Select(r => r.Address)
                .Distinct()
                .Order(),
        ];
    }

    private List<LiveObject> Free(IResourceKind kind, IReadOnlyList<LiveObject> alike) =>
        [.. alike.Where(l => !isTaken(kind.Name, l.Id))];
}
