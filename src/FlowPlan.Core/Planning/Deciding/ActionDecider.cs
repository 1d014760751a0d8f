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
    SecretMatcher secrets,
    PlanInput input,
    IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
    IReadOnlyDictionary<ResourceAddress, ImmutableArray<ResourceAddress>> dependencies,
    LiveSnapshot live,
    AttributeResolver known,
    ReplacementGroups groups,
    DiagnosticBag diagnostics)
{
    /// <summary>The address under which each recorded object is managed.</summary>
    private readonly Dictionary<(string Kind, string Id), ResourceAddress> managedBy =
        prior.GroupBy(p => (p.Key.Kind, p.Value.Id)).ToDictionary(g => g.Key, g => g.Min(p => p.Key));

    /// <summary>The address that adopts each object that is not recorded yet.</summary>
    private readonly Dictionary<(string Kind, string Id), ResourceAddress> adoptedBy = [];

    /// <summary>The address that describes each object whose ID is derived from what it describes.</summary>
    private readonly Dictionary<(string Kind, string Id), ResourceAddress> describedBy = [];

    /// <summary>Resources that are updated, whose attributes may change: a reference to one may stay unknown.</summary>
    private readonly HashSet<ResourceAddress> pendingUpdate = [];

    /// <summary>Replacements whose old object is deleted before the new one is created.</summary>
    private readonly HashSet<ResourceAddress> destroyedFirst = [];

    public PlannedAction Decide(DesiredResource desired)
    {
        var kind = provider.Kind(desired.Address.Kind);
        if (desired.Existing is not null)
            return Read(desired);
        var fields = kind.Canonicalize(known.Resolve(desired.Fields));
        CheckAttributes(desired, fields);
        CheckDescribedOnce(desired, kind, fields);
        var state = prior.GetValueOrDefault(desired.Address);
        var current = state is null ? null : live.Find(desired.Address.Kind, state.Id);
        if (desired.Adopt is not null && current is null && state?.Id != desired.Adopt)
            return Adopt(desired, kind, fields);
        return current is null ? Create(desired, kind, fields, state) : Compare(desired, kind, fields, state!, current);
    }

    private PlannedAction Read(DesiredResource desired)
    {
        var current = live.Existing(desired.Address);
        if (current is not null)
            known.Set(desired.Address, current.Attributes);
        if (prior.TryGetValue(desired.Address, out var state))
        {
            return Describe(desired, ActionKind.Forget) with
            {
                Prior = state,
                Name = current?.Name,
                Reasons = [new ActionReason.OnlyReferenced()],
            };
        }

        return Describe(desired, ActionKind.Read) with { Live = current, Name = current?.Name };
    }

    private PlannedAction Adopt(DesiredResource desired, BoundKind kind, Value.Map fields)
    {
        var current = live.Find(desired.Address.Kind, desired.Adopt!);
        if (current is null)
        {
            diagnostics.Add(PlanDiagnostics.AdoptNotFound(desired));
            return Describe(desired, ActionKind.Adopt);
        }

        var identity = (desired.Address.Kind, current.Id);
        if (managedBy.TryGetValue(identity, out var owner))
            diagnostics.Add(PlanDiagnostics.AdoptedTwice(desired, owner));
        else if (!adoptedBy.TryAdd(identity, desired.Address))
            diagnostics.Add(PlanDiagnostics.AdoptedTwice(desired, adoptedBy[identity]));
        var differences = Refuse(kind, fields, current, Differences(desired, kind, fields, null, current));
        ReportImpossible(desired, differences, allowReplace: false);
        SetKnown(desired, kind, current, updated: !differences.IsEmpty);
        return Describe(desired, ActionKind.Adopt) with
        {
            Fields = fields,
            Live = current,
            Differences = differences,
            Reasons = [new ActionReason.Imports(current.Id)],
            Calls = differences.IsEmpty ? [] : [.. kind.DescribeCalls(CallPurpose.Update)],
        };
    }

    private PlannedAction Create(DesiredResource desired, BoundKind kind, Value.Map fields, ResourceState? gone)
    {
        var alike = input.Options.Mode == PlanMode.Drift ? [] : FindByNaturalKey(desired, kind, fields);
        ReportUnmanaged(desired, alike);

        return Describe(desired, ActionKind.Create) with
        {
            Fields = fields,
            Prior = gone,
            ExistingIds = IdsOf(alike),
            Differences = Differences(desired, kind, fields, null, null),
            Reasons = gone is null ? [] : [new ActionReason.DeletedOnPlatform(gone.Id)],
            Calls = [.. kind.DescribeCalls(CallPurpose.Create)],
        };
    }

    private PlannedAction Compare(DesiredResource desired, BoundKind kind, Value.Map fields, ResourceState state, LiveObject current)
    {
        var all = Differences(desired, kind, fields, state.Fields, current);
        var notKept = NotKept(all, state);
        var differences = notKept.IsEmpty ? all : [.. all.Except(notKept)];
        var forcing = differences.Where(d => d.Effect == FieldChangeEffect.Replace).ToList();
        var reason = groups.ReasonFor(desired.Address);
        if (forcing.Count == 0 && reason is null)
            differences = Refuse(kind, fields, current, differences);
        ReportImpossible(desired, differences, allowReplace: true);
        var action = Describe(desired, ActionKind.NoOp) with
        {
            Fields = fields,
            Live = current,
            Prior = state,
            Differences = differences,
            NotKept = notKept,
        };
        if (forcing.Count > 0 || reason is not null)
        {
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
                CreateBeforeDestroy = CreatesBeforeDestroy(desired, kind, isSameObject: kind.Description.IsFoundById && kind.NaturalKey(fields) == current.Id),
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
        var unmanaged = alike.Where(l => !managedBy.ContainsKey((desired.Address.Kind, l.Id))).ToList();
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

    private ImmutableArray<FieldDifference> Differences(
        DesiredResource desired, BoundKind kind, Value.Map fields, Value.Map? lastApplied, LiveObject? current) =>
        [
            .. new ThreeWayDiff(kind, secrets)
                .Compare(desired.Address, fields, lastApplied, current?.Fields, desired.Lifecycle.IgnoreChanges)
                .Select(d => d with { Span = desired.SpanOf(d.Path) }),
        ];

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
            pendingUpdate.Add(desired.Address);
        }

        known.Set(desired.Address, attributes);
    }

    /// <summary>A reference to an object that exists and does not change must have a value now.</summary>
    private void CheckAttributes(DesiredResource desired, Value.Map fields)
    {
        foreach (var reference in Value.ReferencesIn(fields))
        {
            if (known.Lacks(reference) && !pendingUpdate.Contains(reference.Address))
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
    private bool CreatesBeforeDestroy(DesiredResource desired, BoundKind kind, bool isSameObject)
    {
        var first = !isSameObject
            && (desired.Lifecycle.CreateBeforeDestroy ?? kind.CreateBeforeDestroy)
            && !dependencies[desired.Address].Any(destroyedFirst.Contains);
        if (!first)
            destroyedFirst.Add(desired.Address);
        return first;
    }

    private string? NameOf(DesiredResource desired) => desired.Fields.TextOf(provider.Kind(desired.Address.Kind).Description.NameField);

    private PlannedAction Describe(DesiredResource desired, ActionKind kind) => new()
    {
        Address = desired.Address,
        Kind = kind,
        Name = NameOf(desired),
        IgnoreChanges = desired.Lifecycle.IgnoreChanges,
        DependsOn = dependencies[desired.Address],
        PreventDestroy = desired.Lifecycle.PreventDestroy,
    };
}
