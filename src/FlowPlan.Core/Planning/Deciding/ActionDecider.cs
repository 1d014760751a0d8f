using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>
/// Decides what is done with one declared resource. Called in the order of dependencies: what a resource refers to
/// is decided before it, so that a replacement below shows as a changed reference here.
/// </summary>
internal sealed class ActionDecider(
    IResourceProvider provider,
    SecretMatcher secrets,
    IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
    LiveSnapshot live,
    KnownAttributes known,
    UnitReplacements units,
    DiagnosticBag found)
{
    private readonly Dictionary<(string Kind, string Id), ResourceAddress> owners =
        prior.GroupBy(p => (p.Key.Kind, p.Value.Id)).ToDictionary(g => g.Key, g => g.Min(p => p.Key));

    /// <summary>Resources whose attributes change in this plan: a reference to one may stay open.</summary>
    private readonly HashSet<ResourceAddress> unsettled = [];

    /// <summary>Replacements whose old object goes before the new one comes.</summary>
    private readonly HashSet<ResourceAddress> destroyedFirst = [];

    public PlannedAction Decide(DesiredResource desired)
    {
        var kind = provider.Kind(desired.Address.Kind);
        if (desired.Existing is not null)
            return Read(desired);
        var fields = kind.Canonicalize(known.Resolve(desired.Fields));
        CheckAttributes(desired, fields);
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
                Reasons = ["the manifest only refers to it now; the object stays as it is"],
            };
        }

        return Describe(desired, ActionKind.Read) with { Live = current, Name = current?.Name };
    }

    private PlannedAction Adopt(DesiredResource desired, BoundKind kind, Value.Map fields)
    {
        var current = live.Find(desired.Address.Kind, desired.Adopt!);
        if (current is null)
            found.Add(PlanDiagnostics.AdoptNotFound(desired));
        else if (owners.TryGetValue((desired.Address.Kind, current.Id), out var owner))
            found.Add(PlanDiagnostics.AdoptedTwice(desired, owner));
        if (current is null)
            return Describe(desired, ActionKind.Adopt);
        var differences = Differences(desired, kind, fields, null, current);
        RefuseWhatCannotBe(desired, differences, allowReplace: false);
        SetKnown(desired, kind, current, updated: !differences.IsEmpty);
        return Describe(desired, ActionKind.Adopt) with
        {
            Fields = fields,
            Live = current,
            Differences = differences,
            Reasons = [$"takes over {current.Id}"],
            Calls = differences.IsEmpty ? [] : [.. kind.DescribeCalls(CallPurpose.Update)],
        };
    }

    private PlannedAction Create(DesiredResource desired, BoundKind kind, Value.Map fields, ResourceState? gone)
    {
        var alike = desired.MayExistElsewhere ? [] : Alike(desired, kind, fields);
        var unclaimed = alike.Where(l => !owners.ContainsKey((desired.Address.Kind, l.Id))).ToList();
        if (unclaimed.Count > 0)
            found.Add(PlanDiagnostics.Unclaimed(desired, NameOf(desired), unclaimed));

        return Describe(desired, ActionKind.Create) with
        {
            Fields = fields,
            Prior = gone,
            ExistingIds = IdsOf(alike),
            Differences = Differences(desired, kind, fields, null, null),
            Reasons = gone is null ? [] : [$"{gone.Id} was deleted on the platform"],
            Calls = [.. kind.DescribeCalls(CallPurpose.Create)],
        };
    }

    private PlannedAction Compare(DesiredResource desired, BoundKind kind, Value.Map fields, ResourceState state, LiveObject current)
    {
        var differences = Differences(desired, kind, fields, state.Fields, current);
        RefuseWhatCannotBe(desired, differences, allowReplace: true);
        var forcing = differences.Where(d => d.Effect == FieldChangeEffect.Replace).ToList();
        var action = Describe(desired, ActionKind.NoOp) with { Fields = fields, Live = current, Prior = state, Differences = differences };
        var reason = units.ReasonFor(desired.Address);
        if (forcing.Count > 0 || reason is not null)
        {
            if (desired.Lifecycle.PreventDestroy || state.PreventDestroy)
                found.Add(PlanDiagnostics.DestroyPrevented(desired.Address, desired.Span, ActionKind.Replace));
            return action with
            {
                Kind = ActionKind.Replace,
                Reasons = [.. forcing.Select(d => $"'{d.DisplayPath}' cannot be changed in place"), .. reason is null ? [] : new[] { reason }],
                ExistingIds = IdsOf(Alike(desired, kind, fields)),
                Consequences = [.. forcing.Select(d => d.Consequence).Prepend(kind.ReplaceConsequence(current)).OfType<string>().Distinct()],
                CreateBeforeDestroy = MadeFirst(desired, kind),
                Calls = [.. kind.DescribeCalls(CallPurpose.Create), .. kind.DescribeCalls(CallPurpose.Delete)],
            };
        }

        SetKnown(desired, kind, current, updated: !differences.IsEmpty);
        return differences.IsEmpty
            ? action
            : action with
            {
                Kind = ActionKind.Update,
                Consequences = [.. differences.Select(d => d.Consequence).OfType<string>().Distinct()],
                Calls = [.. kind.DescribeCalls(CallPurpose.Update)],
            };
    }

    /// <summary>The objects that bear the natural key already; none while the key is not known, for then nothing can bear it.</summary>
    private IReadOnlyList<LiveObject> Alike(DesiredResource desired, BoundKind kind, Value.Map fields) =>
        kind.NaturalKey(fields) is { } key ? live.Alike(desired.Address.Kind, key) : [];

    private static ImmutableArray<string> IdsOf(IEnumerable<LiveObject> objects) => [.. objects.Select(o => o.Id).Order(StringComparer.Ordinal)];

    private ImmutableArray<FieldDifference> Differences(
        DesiredResource desired, BoundKind kind, Value.Map fields, Value.Map? lastApplied, LiveObject? current) =>
        [
            .. new ThreeWayDiff(kind, secrets)
                .Compare(desired.Address, fields, lastApplied, current?.Fields, desired.Lifecycle.IgnoreChanges)
                .Select(d => d with { Span = SpanOf(desired, d.Path) }),
        ];

    private void RefuseWhatCannotBe(DesiredResource desired, ImmutableArray<FieldDifference> differences, bool allowReplace)
    {
        foreach (var difference in differences)
        {
            if (difference.Effect == FieldChangeEffect.Refuse || (!allowReplace && difference.Effect == FieldChangeEffect.Replace))
                found.Add(PlanDiagnostics.Refused(desired, difference));
        }
    }

    /// <summary>What an update changes is unknown until it is done.</summary>
    private void SetKnown(DesiredResource desired, BoundKind kind, LiveObject current, bool updated)
    {
        var attributes = current.Attributes;
        if (updated)
        {
            foreach (var changed in kind.AttributesChangedByUpdate)
                attributes = attributes.Without(changed);
            unsettled.Add(desired.Address);
        }

        known.Set(desired.Address, attributes);
    }

    /// <summary>A reference to an object that is there and stays as it is must have a value now.</summary>
    private void CheckAttributes(DesiredResource desired, Value.Map fields)
    {
        foreach (var reference in Value.ReferencesIn(fields))
        {
            if (known.Lacks(reference) && !unsettled.Contains(reference.Address))
                found.Add(PlanDiagnostics.NoSuchAttribute(desired.Address, desired.Span, reference));
        }
    }

    /// <summary>
    /// What depends on an object that must go before its successor comes has to go before it too, and so cannot be made first.
    /// </summary>
    private bool MadeFirst(DesiredResource desired, BoundKind kind)
    {
        var first = (desired.Lifecycle.CreateBeforeDestroy ?? kind.CreateBeforeDestroy)
            && !desired.Dependencies.Any(destroyedFirst.Contains);
        if (!first)
            destroyedFirst.Add(desired.Address);
        return first;
    }

    private static string? NameOf(DesiredResource desired) =>
        desired.Fields.TextOf("name") ?? desired.Fields.TextOf("title");

    private static SourceSpan SpanOf(DesiredResource desired, string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOf('/'))])
        {
            if (desired.FieldSpans.TryGetValue(at, out var span))
                return span;
        }

        return desired.Span;
    }

    private static PlannedAction Describe(DesiredResource desired, ActionKind kind) => new()
    {
        Address = desired.Address,
        Kind = kind,
        Name = NameOf(desired),
        IgnoreChanges = desired.Lifecycle.IgnoreChanges,
        DependsOn = desired.Dependencies,
        PreventDestroy = desired.Lifecycle.PreventDestroy,
    };
}
