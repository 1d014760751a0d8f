using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>The state after an interrupted run has been recovered.</summary>
/// <param name="Lockfile">The lockfile with everything that the journal and the platform show; null when there is neither.</param>
/// <param name="Notes">What was recovered, for people.</param>
/// <param name="HadJournal">Whether there was an interrupted run.</param>
public sealed record RecoveredState(Lockfile? Lockfile, ImmutableArray<Diagnostic> Notes, bool HadJournal);

/// <summary>
/// Recovers the state of an interrupted run: replays its journal, and looks up on the platform each create call whose
/// outcome was never recorded. Writes nothing.
/// </summary>
/// <param name="provider">The services.</param>
/// <param name="time">The clock.</param>
/// <param name="window">How long an object must not show before its absence counts.</param>
public sealed class Recovery(IResourceProvider provider, TimeProvider time, AbsenceWindow window)
{
    /// <summary>The state as far as it is recorded, while a command is running: its open calls are its own, and nothing is looked up.</summary>
    public static RecoveredState WhileRunning(StateSnapshot snapshot) => new(JournalReplay.Of(snapshot).Lockfile, [], HadJournal: false);

    /// <summary>Recovers the state.</summary>
    /// <param name="snapshot">What the store contains.</param>
    /// <param name="chosen">The IDs that the manifest adopts, by address: they decide where several objects match a call.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="DiagnosticException">A decision is needed that only a person can make, or the platform cannot be asked.</exception>
    public async Task<RecoveredState> ResolveAsync(
        StateSnapshot snapshot, IReadOnlyDictionary<ResourceAddress, string> chosen, CancellationToken cancellationToken)
    {
        var replay = JournalReplay.Of(snapshot);
        if (replay.Lockfile is not { } lockfile)
            return new(null, [], HadJournal: false);
        var notes = new List<Diagnostic>();
        var resources = lockfile.Resources.ToBuilder();
        var recorded = resources.Select(r => (r.Key.Kind, r.Value.Id)).ToHashSet();

        // A resource has one object: should two of its create calls be open, they are resolved as one.
        var creates = replay.Open.Where(i => i.Call.Operation == OperationKind.Create).DistinctBy(i => i.Call.Address).ToList();
        if (creates.Find(c => c.Call.NaturalKey is null) is { } nameless)
            throw new DiagnosticException(RecoveryDiagnostics.CannotBeFoundAgain(nameless.Call.Address));

        var matches = await new CreateResolver(provider, time, window).FindAsync(creates, (kind, id) => recorded.Contains((kind, id)), cancellationToken);
        foreach (var (number, call) in creates)
        {
            if (Choose(call, matches[number], chosen.GetValueOrDefault(call.Address), notes) is not { } live)
                continue;
            if (!recorded.Add((call.Address.Kind, live.Id)))
                throw new DiagnosticException(RecoveryDiagnostics.Ambiguous(call.Address, [live]));

            // The object that it replaces is recorded as deposed since before the call was sent.
            resources[call.Address] = new ResourceState
            {
                Id = live.Id,
                Etag = live.Etag,
                Fields = Value.Map.Empty,
                Attributes = live.Attributes,
                Dependencies = call.Dependencies,
            };
        }

        notes.AddRange(replay.Open.Select(i => i.Call).Where(c => c.Operation != OperationKind.Create).Select(RecoveryDiagnostics.Interrupted));
        return new(
            lockfile with { Resources = UnstartedReplacements.Remove(resources.ToImmutable()) },
            [.. notes],
            HadJournal: !snapshot.Journal.IsEmpty);
    }

    /// <summary>The one object that a call created; null when it created none.</summary>
    private static LiveObject? Choose(JournalIntent call, IReadOnlyList<LiveObject> matches, string? chosen, List<Diagnostic> notes)
    {
        if (matches.Count == 0)
        {
            notes.Add(RecoveryDiagnostics.RecoveredNotCreated(call.Address));
            return null;
        }

        var one = chosen is null
            ? matches.Count == 1 ? matches[0] : throw new DiagnosticException(RecoveryDiagnostics.Ambiguous(call.Address, matches))
            : matches.FirstOrDefault(l => l.Id == chosen) ?? throw new DiagnosticException(RecoveryDiagnostics.OtherChosen(call.Address, chosen, matches));
        notes.Add(RecoveryDiagnostics.RecoveredCreated(call.Address, one.Id));
        if (matches.Count > 1)
            notes.Add(RecoveryDiagnostics.LeftOver(call.Address, [.. matches.Where(l => l != one)]));
        return one;
    }
}
