using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// Decides what is done with one declared resource. Called in the order of dependencies, so that the replacement of a dependency is known
/// and shows as a changed reference here.
/// </summary>
internal sealed class ActionDecider(
    IResourceProvider provider,
    PlanInput input,
    IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
    LiveSnapshot live,
    ActionDrafts drafts,
    AttributeResolver known,
    ReplacementGroups groups,
    DiagnosticBag diagnostics)
{
    /// <summary>The address that adopts each object that is not recorded yet.</summary>
    private readonly Dictionary<(string Kind, string Id), ResourceAddress> adoptedBy = [];

    /// <summary>The address that describes each object whose ID is derived from what it describes.</summary>
    private readonly Dictionary<(string Kind, string Id), ResourceAddress> describedBy = [];

    /// <summary>Resources that are updated, whose attributes may change, or replaced, whose attributes will: a reference to one may stay unknown.</summary>
    private readonly HashSet<ResourceAddress> changing = [];

    /// <summary>Replacements whose old object is deleted before the new one is created.</summary>
    private readonly HashSet<ResourceAddress> destroyedFirst = [];

    /// <summary>The address under which each recorded object is managed. Most plans of what was applied before do not ask for it.</summary>
    private Dictionary<(string Kind, string Id), ResourceAddress> ManagedBy =>
        field ??= prior.GroupBy(p => (p.Key.Kind, p.Value.Id)).ToDictionary(g => g.Key, g => g.Min(p => p.Key));

    /// <summary>Decides about a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="draft">Its draft, made before anything was decided; null where there is none.</param>
    public PlannedAction Decide(DeclaredResource resource, PlannedAction? draft)
    {
        if (draft is null || (changing.Count > 0 && resource.Dependencies.Any(changing.Contains)))
            draft = drafts.Of(resource, known.Find);
        var desired = resource.Desired;
        if (desired.Existing is not null)
            return Read(desired, draft);
        var kind = provider.Kind(desired.Address.Kind);
        CheckAttributes(desired, draft.Fields);
        CheckDescribedOnce(desired, kind, draft.Fields);
        if (desired.Adopt is not null && draft.Prior is null)
            return Adopt(desired, kind, draft);
        return draft.Live is null ? Create(desired, kind, draft) : Compare(desired, kind, draft, draft.Prior!, draft.Live);
    }

    private PlannedAction Read(DesiredResource desired, PlannedAction draft)
    {
        var current = live.Existing(desired.Address);
        if (current is not null)
            known.Set(desired.Address, current.Attributes);
        if (prior.TryGetValue(desired.Address, out var state))
        {
            return draft with
            {
                Kind = ActionKind.Forget,
                Prior = state,
                Name = current?.Name,
                Reasons = [new ActionReason.OnlyReferenced()],
            };
        }

        return draft with { Live = current, Name = current?.Name };
    }

    private PlannedAction Adopt(DesiredResource desired, BoundKind kind, PlannedAction draft)
    {
        if (draft.Live is not { } current)
        {
            diagnostics.Add(PlanDiagnostics.AdoptNotFound(desired));
            return draft with { Kind = ActionKind.Adopt, Fields = Value.Map.Empty, Differences = [] };
        }

        var identity = (desired.Address.Kind, current.Id);
        if (ManagedBy.TryGetValue(identity, out var owner))
            diagnostics.Add(PlanDiagnostics.AdoptedTwice(desired, owner));
        else if (!adoptedBy.TryAdd(identity, desired.Address))
            diagnostics.Add(PlanDiagnostics.AdoptedTwice(desired, adoptedBy[identity]));
        var differences = Refuse(kind, draft.Fields, current, draft.Differences);
        ReportImpossible(desired, differences, allowReplace: false);
        SetKnown(desired, kind, current, updated: !differences.IsEmpty);
        return draft with
        {
            Kind = ActionKind.Adopt,
            Differences = differences,
            Reasons = [new ActionReason.Imports(current.Id)],
            Calls = differences.IsEmpty ? [] : [.. kind.DescribeCalls(CallPurpose.Update)],
        };
    }

    private PlannedAction Create(DesiredResource desired, BoundKind kind, PlannedAction draft)
    {
        var alike = input.Options.Mode == PlanMode.Drift ? [] : FindByNaturalKey(desired, kind, draft.Fields);
        ReportUnmanaged(desired, alike);

        return draft with
        {
            Kind = ActionKind.Create,
            ExistingIds = IdsOf(alike),
            Reasons = draft.Prior is { } gone ? [new ActionReason.DeletedOnPlatform(gone.Id)] : [],
            Calls = [.. kind.DescribeCalls(CallPurpose.Create)],
        };
    }

    private PlannedAction Compare(DesiredResource desired, BoundKind kind, PlannedAction draft, ResourceState state, LiveObject current)
    {
        var reason = groups.ReasonFor(desired.Address);
        if (draft.Differences.IsEmpty && reason is null)
        {
            SetKnown(desired, kind, current, updated: false);
            return draft;
        }

        var (fields, all) = (draft.Fields, draft.Differences);
        var notKept = NotKept(all, state);
        var differences = notKept.IsEmpty ? all : [.. all.Except(notKept)];
        var forcing = differences.Where(d => d.Effect == FieldChangeEffect.Replace).ToList();
        if (forcing.Count == 0 && reason is null)
            differences = Refuse(kind, fields, current, differences);
        ReportImpossible(desired, differences, allowReplace: true);
        var action = draft with { Differences = differences, NotKept = notKept };
        if (forcing.Count > 0 || reason is not null)
        {
            changing.Add(desired.Address);
            if (desired.Lifecycle.PreventDestroy || state.PreventDestroy)
                diagnostics.Add(PlanDiagnostics.DestroyPrevented(desired.Address, desired.Span, ActionKind.Replace));
            if (kind.KeptReason(current) is { } why)
                diagnostics.Add(PlanDiagnostics.CannotBeReplaced(desired, current, why));
            var alike = FindByNaturalKey(desired, kind, fields);
            if (kind.Description.IsFoundById)
            {
                // An object that has the ID of its successor is deleted before that is created, and is not there any more then.
                alike = [.. alike.Where(l => l.Id != current.Id)];
                ReportUnmanaged(desired, alike);
            }

            return action with
            {
                Kind = ActionKind.Replace,
                Reasons = [.. forcing.Select(d => new ActionReason.ForcedBy(d.Path)), .. reason is null ? [] : new[] { reason }],
                ExistingIds = IdsOf(alike),
                Consequences = ConsequencesOf(forcing, kind.ReplaceConsequence(current)),
                CreateBeforeDestroy = CreatesBeforeDestroy(desired, kind, draft.DependsOn, isSameObject: kind.Description.IsFoundById && kind.NaturalKey(fields) == current.Id),
                Calls = [.. kind.DescribeCalls(CallPurpose.Create), .. kind.DescribeCalls(CallPurpose.Delete)],
            };
        }

        SetKnown(desired, kind, current, updated: !differences.IsEmpty);
        return differences.IsEmpty
            ? action
            : action with
            {
                Kind = ActionKind.Update,
                Consequences = ConsequencesOf(differences, null),
                Calls = [.. kind.DescribeCalls(CallPurpose.Update)],
            };
    }

    /// <summary>Objects that exist and that nobody manages are not made a second time, and not overwritten.</summary>
    private void ReportUnmanaged(DesiredResource desired, IReadOnlyList<LiveObject> alike)
    {
        var unmanaged = alike.Where(l => !ManagedBy.ContainsKey((desired.Address.Kind, l.Id))).ToList();
        if (unmanaged.Count > 0)
            diagnostics.Add(PlanDiagnostics.ExistsUnmanaged(desired, NameOf(desired), unmanaged, input.IsConcurrent));
    }

    /// <summary>The objects that already have the natural key; none while a part of the key is unknown, because then no object can have it.</summary>
    private IReadOnlyList<LiveObject> FindByNaturalKey(DesiredResource desired, BoundKind kind, Value.Map fields) =>
        kind.NaturalKey(fields) is { } key ? live.FindByNaturalKey(desired.Address.Kind, key) : [];

    private static ImmutableArray<string> IdsOf(IEnumerable<LiveObject> objects) => [.. objects.Select(o => o.Id).Order(StringComparer.Ordinal)];

    private static ImmutableArray<Consequence> ConsequencesOf(IEnumerable<FieldDifference> differences, string? ofReplacement)
    {
        IEnumerable<Consequence> ofFields = differences
            .Where(d => d.Consequence is not null)
            .Select(d => new Consequence.OfField(d.Path, d.Consequence!));
        var all = ofReplacement is null ? ofFields : ofFields.Prepend(new Consequence.OfReplacement(ofReplacement));
        return [.. all.DistinctBy(c => c.Text)];
    }

    /// <summary>
    /// Fields that cannot be changed in place and still have the value that the service gave them instead of the one that was written; it would do
    /// the same in a new object.
    /// </summary>
    private static ImmutableArray<FieldDifference> NotKept(ImmutableArray<FieldDifference> differences, ResourceState state) => state.NotKept.Entries.IsEmpty
        ? []
        : [.. differences.Where(d => d is { Cause: DifferenceCause.Drift, Effect: FieldChangeEffect.Replace } && d.WasNotKept(state))];

    /// <summary>The differences, with those refused that the object does not allow any more at the time of the plan.</summary>
    private ImmutableArray<FieldDifference> Refuse(BoundKind kind, Value.Map fields, LiveObject current, ImmutableArray<FieldDifference> differences) =>
    [
        .. differences.Select(d => input.Now is { } now && kind.WhyFixed(d.Path, fields, current.Fields, now) is { } reason
            ? d with { Effect = FieldChangeEffect.Refuse, Consequence = reason }
            : d),
    ];

    private void ReportImpossible(DesiredResource desired, ImmutableArray<FieldDifference> differences, bool allowReplace)
    {
        foreach (var difference in differences)
        {
            if (difference.Effect == FieldChangeEffect.Refuse || (!allowReplace && difference.Effect == FieldChangeEffect.Replace))
                diagnostics.Add(PlanDiagnostics.Refused(desired, difference));
        }
    }

    /// <summary>Attributes that an update changes are unknown until apply.</summary>
    private void SetKnown(DesiredResource desired, BoundKind kind, LiveObject current, bool updated)
    {
        var attributes = current.Attributes;
        if (updated)
        {
            foreach (var changed in kind.AttributesChangedByUpdate)
                attributes = attributes.Without(changed);
            changing.Add(desired.Address);
        }

        known.Set(desired.Address, attributes);
    }

    /// <summary>A reference to an object that exists and does not change must have a value now.</summary>
    private void CheckAttributes(DesiredResource desired, Value.Map fields)
    {
        foreach (var reference in Value.ReferencesIn(fields))
        {
            if (known.Lacks(reference) && !changing.Contains(reference.Address))
                diagnostics.Add(PlanDiagnostics.NoSuchAttribute(desired.Address, desired.Span, reference));
        }
    }

    /// <summary>Two blocks that describe one object would undo each other's work.</summary>
    private void CheckDescribedOnce(DesiredResource desired, BoundKind kind, Value.Map fields)
    {
        if (kind.Description.IsFoundById && kind.NaturalKey(fields) is { } id && !describedBy.TryAdd((kind.Name, id), desired.Address))
            diagnostics.Add(PlanDiagnostics.DescribedTwice(desired, id, describedBy[(kind.Name, id)]));
    }

    /// <summary>
    /// A dependent of a destroy-before-create replacement must be destroyed first as well, so it cannot use create-before-destroy; nor can what has the
    /// ID of its successor, because deleting it afterwards would delete the successor.
    /// </summary>
    private bool CreatesBeforeDestroy(DesiredResource desired, BoundKind kind, ImmutableArray<ResourceAddress> dependencies, bool isSameObject)
    {
        var first = !isSameObject
            && (desired.Lifecycle.CreateBeforeDestroy ?? kind.CreateBeforeDestroy)
            && !dependencies.Any(destroyedFirst.Contains);
        if (!first)
            destroyedFirst.Add(desired.Address);
        return first;
    }

    private string? NameOf(DesiredResource desired) => desired.Fields.TextOf(provider.Kind(desired.Address.Kind).Description.NameField);
}
