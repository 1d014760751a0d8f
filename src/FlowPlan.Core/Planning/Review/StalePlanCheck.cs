using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Findings;

namespace FlowPlan.Core.Planning.Review;

/// <summary>
/// Compares an approved plan with one made just now from the same manifest: what was approved is applied as it was shown, or not at all.
/// Each object is judged alone; changes to other objects do not matter.
/// </summary>
public static class StalePlanCheck
{
    /// <summary>Reports each way in which the approved plan no longer matches.</summary>
    /// <param name="approved">The plan that somebody looked at; it may have been saved and read.</param>
    /// <param name="current">The plan as it is now, made with the same options.</param>
    public static IReadOnlyList<Diagnostic> Check(Plan approved, Plan current)
    {
        var diagnostics = new List<Diagnostic>();
        CheckBinding(approved.Binding, current.Binding, diagnostics);
        if (diagnostics.Count > 0)
            return diagnostics;
        var byAddress = current.Actions.ToDictionary(a => a.Address);
        foreach (var action in approved.Actions.Where(a => a.IsChange))
        {
            var now = byAddress.GetValueOrDefault(action.Address);
            if (Compare(action, now) is { } reason)
                diagnostics.Add(PlanDiagnostics.Stale(action, now?.Live, reason));
        }

        diagnostics.AddRange(OtherMoves(approved, current));
        return diagnostics;
    }

    /// <summary>Moves exchange addresses: approved ones cannot be made without those that they need now and that nobody approved.</summary>
    private static IEnumerable<Diagnostic> OtherMoves(Plan approved, Plan current)
    {
        var known = approved.Actions.Where(a => a.IsChange).Select(a => a.Address).ToHashSet();
        return approved.Actions.All(a => a.MovedFrom is null)
            ? []
            : current.Actions
                .Where(a => a.MovedFrom is not null && !known.Contains(a.Address))
                .Select(a => PlanDiagnostics.Stale(a, a.Live, new StaleReason.OtherMove(a.MovedFrom, null)));
    }

    /// <summary>The current plan with every change deferred that was not approved.</summary>
    /// <param name="approved">The plan that somebody looked at.</param>
    /// <param name="current">The plan as it is now, in agreement with it.</param>
    public static LimitedPlan LimitTo(Plan approved, Plan current)
    {
        var addresses = approved.Actions.Where(a => a.IsChange).Select(a => a.Address).ToHashSet();
        bool IsDeferred(PlannedAction action) => action.IsChange && !addresses.Contains(action.Address);
        return new(
            current with
            {
                Actions = [.. current.Actions.Select(a => IsDeferred(a) ? a with { Kind = ActionKind.Deferred, MovedFrom = null } : a)],
                Outputs = approved.Outputs,
            },
            current.Actions.Count(IsDeferred));
    }

    /// <summary>Why an approved action is stale; null if it still matches.</summary>
    internal static StaleReason? Compare(PlannedAction approved, PlannedAction? current)
    {
        if (current is null || !current.IsChange)
            return approved.Kind == ActionKind.Create && current?.Live is not null ? new StaleReason.AlreadyExists() : new StaleReason.NothingToDo();
        if (current.Live is null && approved.Live is not null)
            return new StaleReason.Deleted();
        if (current.Kind != approved.Kind)
            return new StaleReason.OtherAction(ActionNames.Of(current).Verb, ActionNames.Of(approved).Verb);
        if (current.MovedFrom != approved.MovedFrom)
            return new StaleReason.OtherMove(current.MovedFrom, approved.MovedFrom);
        if (current.Live?.Id != approved.Live?.Id)
            return new StaleReason.OtherObject();
        if (WasChanged(approved, current))
            return new StaleReason.Changed();
        return current.HashChange() == approved.HashChange() ? null : new StaleReason.OtherWrite();
    }

    /// <summary>An etag also changes without a change of a field, for example when the service records a run. Then the fields decide.</summary>
    private static bool WasChanged(PlannedAction approved, PlannedAction current) =>
        current.Live is { } live
        && (live.Etag is null || live.Etag != approved.Live!.Etag)
        && current.HashLive() != approved.HashLive();

    private static void CheckBinding(PlanBinding approved, PlanBinding current, List<Diagnostic> diagnostics)
    {
        foreach (var difference in approved.Scope.Differences(current.Scope))
            diagnostics.Add(PlanDiagnostics.OtherScope(difference));
        if (diagnostics.Count > 0)
            return;
        if (approved.Lineage != current.Lineage)
            diagnostics.Add(PlanDiagnostics.OtherLineage(approved.Lineage, current.Lineage));
        if (approved.ManifestHash.Value == current.ManifestHash.Value)
            return;

        // The outputs of an import are in the hash where the manifest uses them, so that a new serial alone makes no plan stale.
        var changed = approved.Imports.Where(then => !current.Imports.Contains(then)).ToList();
        diagnostics.AddRange(changed.Select(then => PlanDiagnostics.ImportChanged(then, current.Imports.FirstOrDefault(now => now.Name == then.Name))));
        if (changed.Count == 0)
            diagnostics.Add(PlanDiagnostics.ManifestChanged());
    }
}

/// <summary>A plan limited to what was approved.</summary>
/// <param name="Plan">The plan, with the other changes deferred.</param>
/// <param name="Held">How many changes are deferred.</param>
public sealed record LimitedPlan(Plan Plan, int Held);
