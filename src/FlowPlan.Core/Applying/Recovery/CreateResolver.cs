using System.Runtime.CompilerServices;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>
/// Finds the objects of create calls whose answers did not arrive. Calls are resolved together, so that many that were in
/// flight need no more list reads than one.
/// </summary>
internal sealed class CreateResolver(IResourceProvider provider, TimeProvider time, AbsenceWindow window)
{
    /// <summary>
    /// For each call, by its number, the objects that it may have created: they have the key of its intent, did not exist before it and are
    /// not recorded. An empty list means that none showed over the whole window.
    /// </summary>
    /// <param name="calls">The calls; each must have a natural key.</param>
    /// <param name="isRecorded">Whether an object, by kind and ID, is recorded already.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ProviderException">The platform cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<LiveObject>>> FindAsync(
        IReadOnlyCollection<OpenIntent> calls, Func<string, string, bool> isRecorded, CancellationToken cancellationToken)
    {
        var matches = calls.ToDictionary(c => c.Number, _ => (IReadOnlyList<LiveObject>)[]);
        var missing = calls.ToList();
        for (var read = 0; missing.Count > 0; read++)
        {
            foreach (var ofKind in missing.GroupBy(c => c.Call.Address.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
                await ReadListAsync([.. ofKind], isRecorded, matches, cancellationToken);
            missing.RemoveAll(c => matches[c.Number].Count > 0);
            if (read == window.Pauses.Length)
                break;
            if (missing.Count > 0)
                await Task.Delay(window.Pauses[read], time, cancellationToken);
        }

        return matches;
    }

    private async Task ReadListAsync(
        List<OpenIntent> calls,
        Func<string, string, bool> isRecorded,
        Dictionary<long, IReadOnlyList<LiveObject>> matches,
        CancellationToken cancellationToken)
    {
        var kind = provider.Kind(calls[0].Call.Address.Kind);
        var byKey = calls.ToLookup(c => c.Call.NaturalKey!, StringComparer.Ordinal);
        var found = calls.ToDictionary(c => c.Number, _ => new List<LiveObject>());
        await foreach (var live in CandidatesAsync(kind, byKey.Select(ofKey => ofKey.Key), cancellationToken))
        {
            if (kind.CreateKey(live.Fields) is not { } key || isRecorded(kind.Name, live.Id))
                continue;
            foreach (var call in byKey[key].Where(c => !c.Call.ExistingIds.Contains(live.Id)))
                found[call.Number].Add(live);
        }

        foreach (var (number, objects) in found)
            matches[number] = objects;
    }

    /// <summary>The objects among which those of the keys are: all of the kind, or, where the key is the ID, these.</summary>
    private static async IAsyncEnumerable<LiveObject> CandidatesAsync(
        BoundKind kind, IEnumerable<string> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!kind.Description.IsFoundById)
        {
            await foreach (var live in kind.ListAsync(cancellationToken))
                yield return live;
            yield break;
        }

        foreach (var key in keys)
        {
            if (await kind.ReadAsync(key, cancellationToken) is { } live)
                yield return live;
        }
    }
}
