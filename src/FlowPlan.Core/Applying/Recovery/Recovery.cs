using System.Collections.Immutable;
using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>The state as it is known after looking into what an earlier run left behind.</summary>
/// <param name="Lockfile">The lockfile with all that the journal and the platform tell; null when there is neither.</param>
/// <param name="Notes">What was found, for people.</param>
/// <param name="HadJournal">Whether an earlier run had not ended.</param>
public sealed record RecoveredState(Lockfile? Lockfile, ImmutableArray<Diagnostic> Notes, bool HadJournal);

/// <summary>
/// Finds out what came of a run that was killed: replays its journal, and looks up on the platform each create call whose
/// answer was never recorded. Writes nothing.
/// </summary>
/// <param name="provider">The services.</param>
/// <param name="time">The clock.</param>
/// <param name="window">How long an object must not show before its absence counts.</param>
public sealed class Recovery(IResourceProvider provider, TimeProvider time, AbsenceWindow window)
{
    /// <summary>Looks into what was left behind.</summary>
    /// <param name="snapshot">What the store had.</param>
    /// <param name="chosen">The ids that the manifest adopts, by address: they choose where several objects could be what a call made.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <exception cref="DiagnosticException">A choice is needed that only a person can make, or the platform cannot be asked.</exception>
    public async Task<RecoveredState> ResolveAsync(
        StateSnapshot snapshot, IReadOnlyDictionary<ResourceAddress, string> chosen, CancellationToken cancellationToken)
    {
        var replay = JournalReplay.Of(snapshot);
        if (replay.Lockfile is not { } lockfile)
            return new(null, [], HadJournal: false);
        var notes = new List<Diagnostic>();
        var resources = lockfile.Resources.ToBuilder();
        var owned = resources.Select(r => (r.Key.Kind, r.Value.Id)).ToHashSet();
        var creates = replay.Open.Where(i => i.Operation == OperationKind.Create).Distinct().ToList();
        if (creates.Find(c => c.NaturalKey is null) is { } lost)
            throw new DiagnosticException(FateDiagnostics.CannotBeFoundAgain(lost.Address));

        var fates = await new FateOfCreate(provider, time, window).FindAsync(creates, (kind, id) => owned.Contains((kind, id)), cancellationToken);
        foreach (var call in creates)
        {
            if (Choose(call, fates[call], chosen.GetValueOrDefault(call.Address), notes) is not { } live)
                continue;
            if (!owned.Add((call.Address.Kind, live.Id)))
                throw new DiagnosticException(ApplyDiagnostics.FateAmbiguous(call.Address, [live]));

            // The object that it replaces stands under an address of its own since before the call was sent.
            resources[call.Address] = new ResourceState
            {
                Id = live.Id,
                Etag = live.Etag,
                Fields = Value.Map.Empty,
                Attributes = live.Attributes,
                Dependencies = call.Dependencies,
            };
        }

        notes.AddRange(replay.Open.Where(i => i.Operation != OperationKind.Create).Select(FateDiagnostics.Reread));
        return new(
            lockfile with { Resources = UnmadeReplacements.Without(resources.ToImmutable()) },
            [.. notes],
            HadJournal: !snapshot.Journal.IsEmpty);
    }

    /// <summary>The one object that a call made; null when it made none.</summary>
    private static LiveObject? Choose(JournalIntent call, IReadOnlyList<LiveObject> alike, string? chosen, List<Diagnostic> notes)
    {
        if (alike.Count == 0)
        {
            notes.Add(ApplyDiagnostics.RecoveredNotMade(call.Address));
            return null;
        }

        var one = chosen is null
            ? alike.Count == 1 ? alike[0] : throw new DiagnosticException(ApplyDiagnostics.FateAmbiguous(call.Address, alike))
            : alike.FirstOrDefault(l => l.Id == chosen) ?? throw new DiagnosticException(FateDiagnostics.OtherChosen(call.Address, chosen, alike));
        notes.Add(ApplyDiagnostics.RecoveredMade(call.Address, one.Id));
        if (alike.Count > 1)
            notes.Add(FateDiagnostics.LeftOver(call.Address, [.. alike.Where(l => l != one)]));
        return one;
    }
}
