using System.Collections.Immutable;
using System.Globalization;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Exporting;

/// <summary>Makes a manifest, and a lockfile that fits it, of what is live in a sandbox. Reads only.</summary>
/// <param name="provider">The sandbox.</param>
/// <param name="dialect">The language of the manifest.</param>
public sealed class SandboxExporter(IResourceProvider provider, AepDialect dialect)
{
    /// <summary>Exports what is selected; what FlowPlan does not support comes back as warnings.</summary>
    public async Task<Outcome<ExportedSandbox>> ExportAsync(ExportRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await ExportAsync(await ReadAsync(request.Parallelism, cancellationToken, request.Progress), request, cancellationToken);
    }

    /// <summary>Reads the whole sandbox.</summary>
    internal Task<SandboxSnapshot> ReadAsync(int parallelism, CancellationToken cancellationToken, ReadProgress? progress = null) =>
        new SandboxReader(provider, dialect.Definitions, progress ?? new()).ReadAsync(parallelism, cancellationToken);

    /// <summary>Exports what is selected of a sandbox that was read.</summary>
    internal async Task<Outcome<ExportedSandbox>> ExportAsync(SandboxSnapshot snapshot, ExportRequest request, CancellationToken cancellationToken)
    {
        var found = new DiagnosticBag();
        if (ResolvedSelection.Of(snapshot, request.Selection, found) is not { } selection)
            return Outcome<ExportedSandbox>.Failed(found);
        var lineage = Guid.NewGuid().ToString("D", CultureInfo.InvariantCulture);
        var check = new RoundTripCheck(provider, dialect, snapshot, request);
        var exclusions = Unsupported(snapshot);
        ExcludeForeign(snapshot, request, exclusions);
        while (true)
        {
            var roles = Roles.Of(snapshot, selection, exclusions);
            if (roles.Managed.Count == 0)
            {
                Warn(snapshot, roles, found);
                found.Add(ExportDiagnostics.NothingExportable());
                return Outcome<ExportedSandbox>.Failed(found);
            }

            var draft = new DraftBuilder(snapshot, roles, request, provider.Organization).Build();
            var verdict = await check.RunAsync(draft, roles, lineage, cancellationToken);
            if (verdict.Lockfile is { } lockfile)
            {
                Warn(snapshot, roles, found);
                return Outcome<ExportedSandbox>.Of(new ExportedSandbox(draft.Files, lockfile, roles.References.Count, SecretsOf(draft, request)), found);
            }

            // Each round excludes something more, so the loop ends.
            var news = verdict.Exclusions.Where(b => IsNews(exclusions, b.Key, b.Value)).ToList();
            if (news.Count == 0)
                throw new InvalidOperationException("The check of an export rejected only what was already excluded.");
            foreach (var (key, reason) in news)
                exclusions[key] = reason;
        }
    }

    /// <summary>What is known beforehand not to be exportable.</summary>
    private static Dictionary<ObjectKey, ExclusionReason> Unsupported(SandboxSnapshot snapshot)
    {
        var exclusions = new Dictionary<ObjectKey, ExclusionReason>();
        foreach (var key in snapshot.All)
        {
            if (snapshot[key].IsShared)
                exclusions[key] = new("it belongs to all organizations", false);
            else if (snapshot[key].Unsupported is { } unsupported)
                exclusions[key] = new(unsupported, false);
            else if (snapshot.NameOf(key) is null)
                exclusions[key] = new("it has no name, and objects are found again by their name", false);
        }

        return exclusions;
    }

    /// <summary>Objects of another project are only referred to: that project would find them changed, or deleted by a later destroy.</summary>
    private static void ExcludeForeign(SandboxSnapshot snapshot, ExportRequest request, Dictionary<ObjectKey, ExclusionReason> exclusions)
    {
        if (request.TakeOver)
            return;
        var ownership = Ownership.Of(
            request.Project, [.. snapshot.Kinds.All.Select(k => k.Description)], snapshot.All.Select(k => (k.Kind, snapshot[k])));
        foreach (var key in snapshot.All.Where(k => !exclusions.ContainsKey(k)))
        {
            if (ownership.OtherOwnerOf(key.Kind, key.Id) is { } owner)
                exclusions[key] = new($"it belongs to the project '{owner}'", false) { Owner = owner };
        }
    }

    private static bool IsNews(Dictionary<ObjectKey, ExclusionReason> exclusions, ObjectKey key, ExclusionReason reason) =>
        !exclusions.TryGetValue(key, out var known) || (reason.CannotReference && !known.CannotReference);

    private static void Warn(SandboxSnapshot snapshot, Roles roles, DiagnosticBag found)
    {
        foreach (var ofOwner in roles.Excluded.Where(b => b.Reason.Owner is not null).GroupBy(b => b.Reason.Owner!).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            found.Add(ExportDiagnostics.Foreign(
                ofOwner.Key,
                [.. ofOwner.Select(b => snapshot.Describe(b.Key) + (roles.References.Contains(b.Key) ? ", only referred to" : string.Empty))]));
        }

        foreach (var (key, reason) in roles.Excluded.Where(b => b.Reason.Owner is null && !snapshot[b.Key].IsShared))
        {
            var what = snapshot.Describe(key);
            found.Add(roles.References.Contains(key) ? ExportDiagnostics.OnlyReferenced(what, reason.Text) : ExportDiagnostics.NotExported(what, reason.Text));
        }
    }

    private static ImmutableArray<string> SecretsOf(ManifestDraft draft, ExportRequest request) =>
        [.. draft.Secrets.Select(s => s.EnvironmentVariable).Where(s => !request.ProcessEnvironment.ContainsKey(s))];
}
