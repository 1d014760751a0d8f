using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Aep.Exporting;

/// <summary>Makes a manifest, and a lockfile that fits it, of what is live in a sandbox. Reads only.</summary>
/// <param name="provider">The sandbox.</param>
public sealed class SandboxExporter(AepProvider provider)
{
    /// <summary>Exports what is chosen; what FlowPlan has no words for comes back as warnings.</summary>
    public async Task<Outcome<ExportedSandbox>> ExportAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await ExportAsync(await provider.EstateReader.ReadAsync(request.Parallelism, cancellationToken), request, cancellationToken);
    }

    /// <summary>Exports what is chosen of an estate that was read.</summary>
    internal async Task<Outcome<ExportedSandbox>> ExportAsync(LiveEstate estate, ExportRequest request, CancellationToken cancellationToken)
    {
        var found = new DiagnosticBag();
        if (Choice.Of(estate, request.Selection, found) is not { } choice)
            return Outcome<ExportedSandbox>.Failed(found);
        var lineage = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
        var check = new DraftCheck(provider, estate, request);
        var bars = Inexpressible(estate);
        while (true)
        {
            var roles = Roles.Of(estate, choice, bars);
            if (roles.Managed.Count == 0)
            {
                Warn(estate, roles, found);
                found.Add(ExportDiagnostics.NothingLeft());
                return Outcome<ExportedSandbox>.Failed(found);
            }

            var draft = new DraftBuilder(estate, roles, request, provider.Organization).Build();
            var verdict = await check.RunAsync(draft, roles, lineage, cancellationToken);
            if (verdict.Lockfile is { } lockfile)
            {
                Warn(estate, roles, found);
                return Outcome<ExportedSandbox>.Of(new ExportedSandbox(draft.Files, lockfile, roles.References.Count, SecretsOf(draft, request)), found);
            }

            // Each round bars something more, so that there is an end.
            var news = verdict.Bars.Where(b => IsNews(bars, b.Key, b.Value)).ToList();
            if (news.Count == 0)
                throw new InvalidOperationException("The check of an export found fault with what is barred already.");
            foreach (var (key, bar) in news)
                bars[key] = bar;
        }
    }

    /// <summary>What is known beforehand to have no block of its own.</summary>
    private static Dictionary<ObjectKey, Bar> Inexpressible(LiveEstate estate)
    {
        var bars = new Dictionary<ObjectKey, Bar>();
        foreach (var key in estate.All)
        {
            if (estate.Common.Contains(key))
                bars[key] = new("it is the same in all organizations", false);
            else if (estate.Facts.ObjectionTo(key) is { } objection)
                bars[key] = new(objection, false);
            else if (estate.NameOf(key) is null)
                bars[key] = new("it has no name, and objects are found again by their name", false);
        }

        return bars;
    }

    private static bool IsNews(Dictionary<ObjectKey, Bar> bars, ObjectKey key, Bar bar) =>
        !bars.TryGetValue(key, out var known) || (bar.Unusable && !known.Unusable);

    private static void Warn(LiveEstate estate, Roles roles, DiagnosticBag found)
    {
        foreach (var (key, bar) in roles.Barred.Where(b => !estate.Common.Contains(b.Key)))
        {
            var what = estate.Describe(key);
            found.Add(roles.References.Contains(key) ? ExportDiagnostics.OnlyReferred(what, bar.Reason) : ExportDiagnostics.LeftOut(what, bar.Reason));
        }
    }

    private static ImmutableArray<string> SecretsOf(ManifestDraft draft, ExportRequest request) =>
        [.. draft.Secrets.Select(s => s.OfProcess).Where(s => !request.ProcessEnvironment.ContainsKey(s))];
}
