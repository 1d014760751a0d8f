using System.Globalization;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Accepting;

/// <summary>Drift without the changes that are accepted.</summary>
/// <param name="Drift">What is left.</param>
/// <param name="Accepted">What was left out, one line each.</param>
/// <param name="Findings">Acceptances that have expired, and such that match nothing.</param>
internal sealed record AcceptedDrift(Plan Drift, IReadOnlyList<string> Accepted, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>Leaves out accepted changes.</summary>
    /// <param name="drift">The drift.</param>
    /// <param name="changes">What is accepted.</param>
    /// <param name="today">The day, in UTC.</param>
    public static AcceptedDrift Of(Plan drift, IReadOnlyList<AcceptedChange> changes, DateOnly today)
    {
        var (accepted, matched) = (new List<string>(), new HashSet<AcceptedChange>(ReferenceEqualityComparer.Instance));
        var actions = drift.Actions.Select(action => action.IsChange ? Without(action) : action).ToList();
        return new(drift with { Actions = [.. actions] }, accepted, [.. changes.SelectMany(Findings)]);

        PlannedAction Without(PlannedAction action)
        {
            var concerned = changes.Where(c => c.Resources.Matches(action.Address)).ToList();
            if (action.Kind != ActionKind.Update)
                return Accepts(concerned.Where(c => c.Field is null), $"{action.Address} deleted") ? Settled(action) : action;
            var left = action.Differences.Where(d => !Accepts(concerned.Where(c => c.Field?.Covers(d.Path) != false), $"{action.Address} {d.DisplayPath}")).ToList();
            return left.Count == 0 ? Settled(action) : action with { Differences = [.. left] };
        }

        bool Accepts(IEnumerable<AcceptedChange> candidates, string what)
        {
            var all = candidates.ToList();
            matched.UnionWith(all);
            if (all.Find(c => c.Until >= today) is not { } valid)
                return false;
            accepted.Add($"{what}, until {DayOf(valid)}: {valid.Reason}");
            return true;
        }

        IEnumerable<Diagnostic> Findings(AcceptedChange change)
        {
            if (!matched.Contains(change))
                return [Diagnostic.Of(CliDescriptors.AcceptanceUnused, $"the accepted change of {change.Resources.Text} matches no drift", change.Span, "remove it, or correct 'resource' and 'field'")];
            return change.Until < today
                ? [Diagnostic.Of(CliDescriptors.AcceptanceExpired, $"the change of {change.Resources.Text} was accepted until {DayOf(change)}", change.Span, "revert the change, add it to the manifest, or accept it for longer")]
                : [];
        }
    }

    private static PlannedAction Settled(PlannedAction action) => action with { Kind = ActionKind.NoOp, Differences = [], Reasons = [], Consequences = [], Calls = [] };

    private static string DayOf(AcceptedChange change) => change.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
