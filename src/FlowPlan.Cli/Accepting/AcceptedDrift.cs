using System.Collections.Immutable;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Accepting;

/// <summary>Drift without the changes that are accepted, each of which is a remark.</summary>
/// <param name="Drift">What is left.</param>
/// <param name="Findings">Acceptances that have expired, and such that match nothing.</param>
internal sealed record AcceptedDrift(Plan Drift, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>Leaves out accepted changes.</summary>
    /// <param name="drift">The drift.</param>
    /// <param name="changes">What is accepted.</param>
    /// <param name="today">The day, in UTC.</param>
    public static AcceptedDrift Of(Plan drift, IReadOnlyList<AcceptedChange> changes, DateOnly today)
    {
        var remarks = drift.Remarks.ToBuilder();
        var matched = new HashSet<AcceptedChange>(ReferenceEqualityComparer.Instance);
        var actions = drift.Actions.Select(action => action.IsChange ? Without(action) : action).ToImmutableArray();
        return new(drift with { Actions = actions, Remarks = remarks.ToImmutable() }, [.. changes.SelectMany(Findings)]);

        PlannedAction Without(PlannedAction action)
        {
            var concerned = changes.Where(c => c.Resources.Matches(action.Address)).ToList();
            if (IsDeleted(action))
                return Accepts(action.Address, null, concerned.Where(c => c.Field is null)) ? Settled(action) : action;
            var left = action.Differences.Where(d => !Accepts(action.Address, d.Path, concerned.Where(c => c.Field?.Covers(d.Path) != false))).ToImmutableArray();
            return left.IsEmpty ? Settled(action) : Left(action, left);
        }

        bool Accepts(ResourceAddress address, FieldPath? path, IEnumerable<AcceptedChange> candidates)
        {
            var all = candidates.ToList();
            matched.UnionWith(all);
            if (all.Find(c => c.Until >= today) is not { } valid)
                return false;
            remarks.Add(new PlanRemark.AcceptedChange(address, path, valid.Until, valid.Reason));
            return true;
        }

        IEnumerable<Diagnostic> Findings(AcceptedChange change)
        {
            if (!matched.Contains(change))
                return [Unused(change, drift)];
            return change.Until < today
                ? [Diagnostic.Of(CliDescriptors.AcceptanceExpired, $"the change of {change.Resources.Text} was accepted until {PlanSentences.DayOf(change.Until)}", change.Span, "revert the change, add it to the manifest, or accept it for longer")]
                : [];
        }
    }

    /// <summary>Whether the object is gone, so that an apply would create it again.</summary>
    private static bool IsDeleted(PlannedAction action) => action.Kind == ActionKind.Create;

    /// <summary>An action without the differences that are accepted, and without what is about these.</summary>
    private static PlannedAction Left(PlannedAction action, ImmutableArray<FieldDifference> left)
    {
        var accepted = action.Differences.Except(left).Select(d => d.Path).ToHashSet();
        var isReplaced = left.Any(d => d.Effect == FieldChangeEffect.Replace) || !action.Differences.Any(d => accepted.Contains(d.Path) && d.Effect == FieldChangeEffect.Replace);
        return action with
        {
            Kind = action.Kind == ActionKind.Replace && !isReplaced ? ActionKind.Update : action.Kind,
            Differences = left,
            Reasons = [.. action.Reasons.Where(r => r is not ActionReason.ForcedBy(var path) || !accepted.Contains(path))],
            Consequences =
            [
                .. action.Consequences.Where(c => c switch
                {
                    Consequence.OfField(var path, _) => !accepted.Contains(path),
                    Consequence.OfReplacement => isReplaced,
                    _ => true,
                }),
            ],
        };
    }

    private static PlannedAction Settled(PlannedAction action) => action with { Kind = ActionKind.NoOp, Differences = [], Reasons = [], Consequences = [], Calls = [] };

    private static Diagnostic Unused(AcceptedChange change, Plan drift)
    {
        var deleted = drift.Actions.FirstOrDefault(a => IsDeleted(a) && change.Field is not null && change.Resources.Matches(a.Address));
        return deleted is null
            ? Diagnostic.Of(CliDescriptors.AcceptanceUnused, $"the accepted change of {change.Resources.Text} matches no drift", change.Span, "remove it, or correct 'resource' and 'field'")
            : Diagnostic.Of(CliDescriptors.AcceptanceUnused, $"{deleted.Address} was deleted on the platform, which the accepted change of '{change.Field}' does not cover", change.Span, "to accept the deletion, leave out 'field'");
    }
}
