using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning.Diffing;
using FlowPlan.Core.Planning.Findings;
using FlowPlan.Core.Planning.Refreshing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning.Deciding;

/// <summary>Makes a plan: reads the live objects, compares them with manifest and lockfile, and orders the actions. Writes nothing.</summary>
/// <param name="provider">The services.</param>
/// <param name="secrets">Compares secrets with their recorded digests.</param>
/// <param name="ahead">What is being read already of the objects in the lockfile; null when nothing is. Whoever began it disposes of it, after one plan.</param>
public sealed class Planner(IResourceProvider provider, SecretMatcher secrets, ReadAhead? ahead = null)
{
    /// <summary>Makes the plan, or reports everything that prevents it.</summary>
    public async Task<Outcome<Plan>> PlanAsync(PlanInput input, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticBag();
        var declaredMoves = Moves.Apply(input, diagnostics);
        var moves = declaredMoves;
        var desired = input.Desired.Items.ToDictionary(d => d.Address);
        CheckReplacements(input, desired, moves.Resources, diagnostics);
        if (diagnostics.HasErrors)
            return Outcome<Plan>.Failed(diagnostics);
        using var live = new LiveSnapshot(provider, input, ahead, diagnostics);

        // It does not depend on what is live.
        var preparing = Task.Run(() => (Order: DeclaredResource.InOrder(desired), Groups: new ReplacementGroups(provider, desired, input.Options.Replace)), cancellationToken);
        await Task.WhenAll(live.ReadAsync(moves.Resources, cancellationToken), preparing);
        var (order, groups) = await preparing;
        if (diagnostics.HasErrors)
            return Outcome<Plan>.Failed(diagnostics);

        diagnostics.AddRange(input.Desired.Items
            .Where(d => d.Existing is null && input.Options.Mode != PlanMode.Drift)
            .SelectMany(d => provider.Kind(d.Address.Kind).CheckExisting(d, live.Existing)));
        if (diagnostics.HasErrors)
            return Outcome<Plan>.Failed(diagnostics);
        while (true)
        {
            var found = new DiagnosticBag();
            var known = new AttributeResolver();
            var drafts = new ActionDrafts(provider, secrets, moves.Resources, desired, live);
            var decider = new ActionDecider(provider, input, moves.Resources, live, drafts, known, groups, found);
            var drafted = await drafts.AssumeUnchangedAsync(order);
            var actions = order.Select((resource, i) => PlanInvariants.Assert(decider.Decide(resource, drafted[i]))).ToList();

            // Deciding may show that objects belong to other blocks, or that more must be read or replaced. Then everything is decided again with that.
            var followed = declaredMoves.Then(DerivedIds.Follow(provider, declaredMoves.Resources, actions));
            if (!followed.HasSameAddresses(moves))
            {
                moves = followed;
                continue;
            }

            actions.AddRange(new RemovalPlanner(provider, moves.Resources, desired, input.Options.Mode).Decide(live, found));
            actions = actions.ConvertAll(a => moves.FormerAddress(a.Address) is { } former ? a with { MovedFrom = former } : a);
            var read = await live.CompleteAsync(actions, cancellationToken);
            if (diagnostics.HasErrors)
                return Outcome<Plan>.Failed(diagnostics);
            if (groups.Expand(actions) || read)
                continue;
            diagnostics.AddRange(found.ToSorted());
            diagnostics.AddRange(FindingsOf(live, actions));
            ReportLostLockfile(input, diagnostics);
            diagnostics.AddRange(MoveSuggestions.Of(actions, desired));
            await CheckChangesAsync(input, actions, desired, diagnostics, cancellationToken);
            return await FinishAsync(input, actions, desired, known, live, diagnostics, cancellationToken);
        }
    }

    /// <summary>What is wrong with resources according to objects that they refer to. What stays as it is prevents no change of others.</summary>
    private static IEnumerable<Diagnostic> FindingsOf(LiveSnapshot live, List<PlannedAction> actions)
    {
        var unchanged = new Lazy<HashSet<ResourceAddress>>(() => [.. actions.Where(a => a.Kind == ActionKind.NoOp).Select(a => a.Address)]);
        return live.Findings.Select(d => d is { Severity: Severity.Error, Address: { } address } && unchanged.Value.Contains(address)
            ? PlanDiagnostics.UnchangedIsInvalid(address, d)
            : d);
    }

    /// <summary>Whether a managed object is kept or replaced whose fields do not tell everything.</summary>
    private static bool HasUnsupportedPart(PlannedAction action) =>
        action.Live?.Unsupported is not null && action.Kind is not (ActionKind.Read or ActionKind.Forget or ActionKind.Delete);

    private async Task<Outcome<Plan>> FinishAsync(
        PlanInput input,
        List<PlannedAction> actions,
        Dictionary<ResourceAddress, DesiredResource> desired,
        AttributeResolver known,
        LiveSnapshot live,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken)
    {
        var plan = TargetFilter.Apply(
            new Plan
            {
                Binding = PlanBinding.Of(input),
                Actions = [.. actions],
                Outputs = OutputPlanner.Changes(input, known),
                OutputReferences = input.Outputs,
                Options = input.Options,
                Remarks = input.Options.Refresh ? [] : [new PlanRemark.NotRefreshed(live.AssumedCount)],
            },
            input.Options.Only,
            diagnostics);
        diagnostics.AddRange(plan.Actions.Where(HasUnsupportedPart).Select(PlanDiagnostics.UnsupportedPart));
        diagnostics.AddRange(plan.Actions.Where(a => !a.NotKept.IsEmpty).SelectMany(a => a.NotKept.Select(d => PlanDiagnostics.ValueNotKept(a, d))));
        diagnostics.AddRange(plan.Actions
            .Where(a => a.Live is { Notes.IsEmpty: false } && a.Kind is not (ActionKind.Read or ActionKind.Forget or ActionKind.Delete))
            .SelectMany(a => a.Live!.Notes.Select(n => PlanDiagnostics.LiveNote(a, n))));

        // A plan that fails in any case needs no calls.
        if (input.ServiceChecks && !diagnostics.HasErrors)
            diagnostics.AddRange(await ServiceChecks.RunAsync(provider, plan, desired, cancellationToken));
        return Outcome<Plan>.Of(plan with { Diagnostics = diagnostics.ToSorted() }, diagnostics);
    }

    /// <summary>Asks the kinds of what changes: whether what new and changed resources name exists, and what changes in place do to other objects.</summary>
    private async Task CheckChangesAsync(
        PlanInput input, List<PlannedAction> actions, Dictionary<ResourceAddress, DesiredResource> desired, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (input.Options.Mode == PlanMode.Drift)
            return;
        var written = actions.Where(a => a.Kind is ActionKind.Create or ActionKind.Update or ActionKind.Replace or ActionKind.Adopt);
        foreach (var ofKind in written.GroupBy(a => a.Address.Kind, StringComparer.Ordinal))
        {
            var operations = provider.Kind(ofKind.Key).Operations;
            var changes = ofKind
                .Where(a => a.Kind is ActionKind.Update or ActionKind.Adopt && a.Live is not null && !a.Differences.IsEmpty)
                .Select(a => new PlannedChange(desired[a.Address], a.Live!, [.. a.Differences.Select(d => new FieldWrite(d.Path, d.Planned))]))
                .ToList();
            try
            {
                if (operations is IReferenceCheck check)
                    diagnostics.AddRange(await check.CheckReferencesAsync([.. ofKind.Select(a => desired[a.Address])], cancellationToken));
                if (operations is IChangeGuard guard && changes.Count > 0)
                    diagnostics.AddRange(await guard.CheckAsync(changes, cancellationToken));
            }
            catch (ProviderException failure)
            {
                diagnostics.Add(failure.Diagnostic);
            }
        }
    }

    private static void CheckReplacements(
        PlanInput input,
        Dictionary<ResourceAddress, DesiredResource> desired,
        IReadOnlyDictionary<ResourceAddress, ResourceState> prior,
        DiagnosticBag diagnostics)
    {
        bool CanBeReplaced(ResourceAddress address) => desired.TryGetValue(address, out var declared) && declared.Existing is null && prior.ContainsKey(address);
        foreach (var address in input.Options.Replace.Where(a => !CanBeReplaced(a)))
            diagnostics.Add(PlanDiagnostics.ReplaceUnknown(address, desired.Keys.Where(CanBeReplaced).Select(a => a.ToString())));
    }

    private static void ReportLostLockfile(PlanInput input, DiagnosticBag diagnostics)
    {
        if (input.Prior is not null || input.IsConcurrent)
            return;
        var unmanaged = diagnostics.ToSorted().Count(d => d.Descriptor == PlanDescriptors.Unmanaged);
        if (unmanaged > 1)
            diagnostics.Add(PlanDiagnostics.LockfileLost(unmanaged));
    }
}
