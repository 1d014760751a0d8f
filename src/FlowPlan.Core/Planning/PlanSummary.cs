using System.Collections.Immutable;

namespace FlowPlan.Core.Planning;

/// <summary>How many actions of each kind a plan has. A replacement counts as such, not as a create and a delete.</summary>
public sealed record PlanSummary
{
    /// <summary>Objects to create.</summary>
    public int Create { get; init; }

    /// <summary>Objects to change in place.</summary>
    public int Update { get; init; }

    /// <summary>Objects to replace.</summary>
    public int Replace { get; init; }

    /// <summary>Objects to delete.</summary>
    public int Delete { get; init; }

    /// <summary>Objects to import.</summary>
    public int Import { get; init; }

    /// <summary>Objects to remove from the state.</summary>
    public int Forget { get; init; }

    /// <summary>Resources that only move to another address.</summary>
    public int Move { get; init; }

    /// <summary>Objects that do not change.</summary>
    public int Unchanged { get; init; }

    /// <summary>Objects that are only looked up.</summary>
    public int Read { get; init; }

    /// <summary>Pending changes left for a later plan.</summary>
    public int Deferred { get; init; }

    /// <summary>Whether no object changes, so that only outputs can.</summary>
    public bool HasNoAction => Create + Update + Replace + Delete + Import + Forget + Move == 0;

    /// <summary>Counts the actions.</summary>
    public static PlanSummary Of(ImmutableArray<PlannedAction> actions)
    {
        var counts = actions.CountBy(a => (a.Kind, Moved: a.Kind == ActionKind.NoOp && a.MovedFrom is not null)).ToDictionary();
        int Count(ActionKind kind) => counts.GetValueOrDefault((kind, false));
        return new()
        {
            Create = Count(ActionKind.Create),
            Update = Count(ActionKind.Update),
            Replace = Count(ActionKind.Replace),
            Delete = Count(ActionKind.Delete),
            Import = Count(ActionKind.Adopt),
            Forget = Count(ActionKind.Forget),
            Move = counts.GetValueOrDefault((ActionKind.NoOp, true)),
            Unchanged = Count(ActionKind.NoOp),
            Read = Count(ActionKind.Read),
            Deferred = Count(ActionKind.Deferred),
        };
    }
}
