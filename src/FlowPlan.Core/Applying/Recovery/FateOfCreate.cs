using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying.Recovery;

/// <summary>
/// Looks for what create calls made whose answers did not come. Calls are looked for together, so that many that were in
/// flight cost no more looks than one.
/// </summary>
internal sealed class FateOfCreate(IResourceProvider provider, TimeProvider time, AbsenceWindow window)
{
    /// <summary>
    /// For each call the objects that could be what it made: they bear its natural key, were not there before it and are
    /// nobody's. None means that none showed over the whole window.
    /// </summary>
    /// <param name="calls">The calls; each must have a natural key.</param>
    /// <param name="owns">Whether an object is on record already.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <exception cref="ProviderException">The platform cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<JournalIntent, IReadOnlyList<LiveObject>>> FindAsync(
        IReadOnlyCollection<JournalIntent> calls, Func<string, string, bool> owns, CancellationToken cancellationToken)
    {
        var fates = new Dictionary<JournalIntent, IReadOnlyList<LiveObject>>();
        var missing = calls.ToList();
        for (var look = 0; missing.Count > 0; look++)
        {
            foreach (var ofKind in missing.GroupBy(c => c.Address.Kind).OrderBy(g => g.Key, StringComparer.Ordinal))
                await LookAsync([.. ofKind], owns, fates, cancellationToken);
            missing.RemoveAll(fates.ContainsKey);
            if (look == window.Pauses.Length)
                break;
            if (missing.Count > 0)
                await Task.Delay(window.Pauses[look], time, cancellationToken);
        }

        foreach (var absent in missing)
            fates[absent] = [];
        return fates;
    }

    private async Task LookAsync(
        List<JournalIntent> calls,
        Func<string, string, bool> owns,
        Dictionary<JournalIntent, IReadOnlyList<LiveObject>> fates,
        CancellationToken cancellationToken)
    {
        var kind = provider.Kind(calls[0].Address.Kind);
        var byKey = calls.ToLookup(c => c.NaturalKey!, StringComparer.Ordinal);
        var alike = calls.ToDictionary(c => c, _ => new List<LiveObject>());
        await foreach (var live in kind.ListAsync(cancellationToken))
        {
            if (kind.NaturalKey(live.Fields) is not { } key || owns(kind.Name, live.Id))
                continue;
            foreach (var call in byKey[key].Where(c => !c.ExistingIds.Contains(live.Id)))
                alike[call].Add(live);
        }

        foreach (var (call, found) in alike.Where(a => a.Value.Count > 0))
            fates[call] = found;
    }
}
