using FlowPlan.Aep.Exporting;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Exporting;

/// <summary>Where an export is written.</summary>
internal sealed class ExportFolder
{
    /// <summary>The names of a main manifest file.</summary>
    private static readonly string[] Manifests = [ExportedFile.Manifest, "flowplan.yml"];

    private readonly IStateStore store;

    public ExportFolder(StateStores stores, string folder, string project, string environment)
    {
        Folder = Path.GetFullPath(folder);
        var location = stores.LocationOf(null);
        store = stores.Open(location, new(project, environment, Folder));
        IsFile = location.IsFile;
    }

    /// <summary>The folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The lockfile's name, or where else the state is.</summary>
    public string LockfileName => IsFile ? Path.GetFileName(store.Description) : store.Description;

    /// <summary>Whether the state is in files beside the manifest.</summary>
    private bool IsFile { get; }

    /// <summary>Refuses to overwrite files.</summary>
    /// <exception cref="DiagnosticException">A manifest, the lockfile or one of the files already exists.</exception>
    public void EnsureNew(IEnumerable<ExportedFile> files)
    {
        var taken = Manifests.Concat(files.Select(f => f.Path)).Concat(IsFile ? [LockfileName] : []).Select(PathOf).FirstOrDefault(p => File.Exists(p) || Directory.Exists(p));
        if (taken is not null)
            throw new DiagnosticException(ExportFindings.Exists(taken));
    }

    /// <summary>
    /// Writes all files, each completely or not at all, under the state lock. The lockfile comes last: if the export is interrupted
    /// before it, the next plan finds unmanaged objects and creates none a second time.
    /// </summary>
    /// <returns>Why the state cannot be used; empty when everything is written.</returns>
    /// <exception cref="DiagnosticException">A file cannot be written.</exception>
    public async Task<IReadOnlyList<Diagnostic>> WriteAsync(ExportedSandbox exported, LockRequest request, bool overwrite, CancellationToken cancellationToken)
    {
        DurableFile.MakeFolder(Folder);
        var opened = await store.OpenAsync(request, cancellationToken);
        if (opened.Value is not { } session)
            return opened.Diagnostics;
        await using var held = session;
        if (!session.Snapshot.Journal.IsEmpty)
            throw new DiagnosticException(ExportFindings.Unfinished(store.Description + ".journal"));
        if (session.Snapshot.Lockfile is not null && !overwrite)
            throw new DiagnosticException(ExportFindings.Exists(store.Description));
        foreach (var file in exported.Files)
            DurableFile.WriteShared(PathOf(file.Path), file.Text);

        await session.SaveAsync(exported.Lockfile, cancellationToken);
        return [];
    }

    private string PathOf(string relative) => Path.Combine(Folder, relative.Replace('/', Path.DirectorySeparatorChar));
}
