using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Review;

/// <summary>
/// Compares a plan that was approved with one made just now from the same manifest: what was approved is carried out as it was
/// shown, or not at all. Judged object by object: what changed elsewhere spoils nothing.
/// </summary>
public static class PlanAgreement
{
    /// <summary>Reports each way in which the approved plan no longer fits.</summary>
    /// <param name="approved">The plan that somebody looked at.</param>
    /// <param name="current">The plan as it would be now, made with the same options.</param>
    public static IReadOnlyList<Diagnostic> Check(Plan approved, Plan current)
    {
        var found = new List<Diagnostic>();
        CheckBinding(approved.Binding, current.Binding, found);
        if (found.Count > 0)
            return found;
        var now = current.Actions.ToDictionary(a => a.Address);
        foreach (var action in approved.Actions.Where(a => a.IsChange))
        {
            if (Difference(action, now.GetValueOrDefault(action.Address)) is { } difference)
                found.Add(PlanDiagnostics.Stale(action, now.GetValueOrDefault(action.Address)?.Live, difference));
        }

        return found;
    }

    /// <summary>The current plan without the changes that were not approved; what they would have changed stays as it is.</summary>
    /// <param name="approved">The plan that somebody looked at.</param>
    /// <param name="current">The plan as it is now, in agreement with it.</param>
    /// <param name="held">How many changes were taken out.</param>
    public static Plan Restrict(Plan approved, Plan current, out int held)
    {
        var addresses = approved.Actions.Where(a => a.IsChange).Select(a => a.Address).ToHashSet();
        var unapproved = current.Actions.Where(a => a.IsChange && !addresses.Contains(a.Address)).Select(a => a.Address).ToHashSet();
        held = unapproved.Count;
        return current with
        {
            // Held back, an object can still be referred to as it is.
            Actions = [.. current.Actions.Select(a => unapproved.Contains(a.Address) ? a with { Kind = ActionKind.Read, MovedFrom = null } : a)],
            Outputs = approved.Outputs,
        };
    }

    private static void CheckBinding(PlanBinding approved, PlanBinding current, List<Diagnostic> found)
    {
        foreach (var difference in approved.Scope.Differences(current.Scope))
            found.Add(PlanDiagnostics.OtherScope(difference));
        if (found.Count > 0)
            return;
        if (approved.Lineage != current.Lineage)
            found.Add(PlanDiagnostics.OtherLineage(approved.Lineage, current.Lineage));
        if (approved.ManifestHash != current.ManifestHash)
            found.Add(PlanDiagnostics.ManifestChanged());
    }

    private static string? Difference(PlannedAction approved, PlannedAction? current)
    {
        if (current is null || !current.IsChange)
            return approved.Kind == ActionKind.Create && current?.Live is not null ? "it is there by now" : "nothing is left to do for it";
        if (current.Live is null && approved.Live is not null)
            return "it is gone";
        if (current.Kind != approved.Kind || current.MovedFrom != approved.MovedFrom)
            return $"what would be done now is '{Name(current.Kind)}', not '{Name(approved.Kind)}'";
        if (current.Live?.Id != approved.Live?.Id)
            return "another object stands in its place";

        // An etag also moves without a change, as when the service notes a run: then the fields tell.
        if (current.Live is not null && current.Live.Etag != approved.Live!.Etag && current.LiveFingerprint != approved.LiveFingerprint)
            return "it was changed";
        if (current.Live is not null && current.Live.Etag is null && current.LiveFingerprint != approved.LiveFingerprint)
            return "it was changed";
        return current.Differences.AsSpan().SequenceEqual(approved.Differences.AsSpan(), FieldComparer.Instance)
            && current.CreateBeforeDestroy == approved.CreateBeforeDestroy
                ? null
                : "what would be written to it is no longer the same";
    }

    private static string Name(ActionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The same field, from the same value to the same value; where it stands in the manifest is no matter.</summary>
    private sealed class FieldComparer : IEqualityComparer<FieldDifference>
    {
        public static FieldComparer Instance { get; } = new();

        public bool Equals(FieldDifference? x, FieldDifference? y) =>
            x is not null && y is not null && x.Path == y.Path && Same(x.Live, y.Live) && Same(x.Planned, y.Planned);

        public int GetHashCode(FieldDifference obj) => obj.Path.GetHashCode(StringComparison.Ordinal);

        /// <summary>A secret is not in a saved plan: one is as good as another.</summary>
        private static bool Same(Value? left, Value? right) => left switch
        {
            Value.Secret or Value.SecretDigest => right is Value.Secret or Value.SecretDigest,
            _ => Equals(left, right),
        };
    }
}
