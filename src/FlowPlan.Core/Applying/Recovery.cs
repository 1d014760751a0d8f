using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Applying;

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
public sealed class Recovery(IResourceProvider provider, TimeProvider time)
{
    /// <summary>A list may lag behind a create: absence counts only after it was seen over this window.</summary>
    private static readonly TimeSpan[] Window = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Looks into what was left behind.</summary>
    /// <exception cref="DiagnosticException">More than one object could be what a call made, or the platform cannot be asked.</exception>
    public async Task<RecoveredState> ResolveAsync(StateSnapshot snapshot, CancellationToken cancellationToken)
    {
        var replay = JournalReplay.Of(snapshot);
        if (snapshot.Journal.IsEmpty || replay.Lockfile is null)
            return new(replay.Lockfile, [], HadJournal: false);
        var resources = WithoutUnmadeReplacements(replay.Lockfile.Resources).ToBuilder();
        var notes = new List<Diagnostic>();
        foreach (var intent in replay.Open.Where(i => i.Operation == OperationKind.Create && !resources.ContainsKey(i.Address)))
        {
            var kind = provider.Kind(intent.Address.Kind);
            var owned = resources.Select(r => (r.Key.Kind, r.Value.Id)).ToHashSet();
            if (await FindAsync(kind, intent, (k, id) => owned.Contains((k, id)), cancellationToken) is { } live)
            {
                resources[intent.Address] = new ResourceState { Id = live.Id, Etag = live.Etag, Fields = Value.Map.Empty, Attributes = live.Attributes };
                notes.Add(ApplyDiagnostics.RecoveredMade(intent.Address, live.Id));
            }
            else
            {
                notes.Add(ApplyDiagnostics.RecoveredNotMade(intent.Address));
            }
        }

        return new(replay.Lockfile with { Resources = resources.ToImmutable() }, [.. notes], HadJournal: true);
    }

    private async Task<LiveObject?> FindAsync(
        IResourceKind kind, JournalIntent intent, Func<string, string, bool> owns, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var alike = await FateOfCreate.FindAsync(kind, intent.NaturalKey, intent.ExistingIds, owns, cancellationToken);
            if (alike.Count > 1)
                throw new DiagnosticException(ApplyDiagnostics.FateAmbiguous(intent.Address, alike));
            if (alike.Count == 1)
                return alike[0];
            if (attempt == Window.Length)
                return null;
            await Task.Delay(Window[attempt], time, cancellationToken);
        }
    }

    /// <summary>A replacement whose new object was never made has its old object on record twice.</summary>
    private static ImmutableSortedDictionary<ResourceAddress, ResourceState> WithoutUnmadeReplacements(
        ImmutableSortedDictionary<ResourceAddress, ResourceState> resources) =>
        resources.RemoveRange(resources
            .Where(r => SupersededAddress.BaseOf(r.Key) is var address
                && address != r.Key
                && resources.TryGetValue(address, out var current)
                && current.Id == r.Value.Id)
            .Select(r => r.Key));
}
