using System.Security.Cryptography;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.Core.State.FileStore;

/// <summary>Keeps the lockfile in a file beside the manifest, made to be committed; lock, journal and backup are beside it.</summary>
public sealed partial class FileStateStore : IStateStore
{
    private readonly string path;
    private readonly TimeProvider time;

    /// <summary>Names the store of one environment.</summary>
    /// <param name="folder">The manifest's folder, absolute.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="time">The clock, for waiting and for the holder's name.</param>
    public FileStateStore(string folder, string environment, TimeProvider time)
    {
        path = Path.Combine(folder, $"flowplan.{environment}.lock.json");
        this.time = time;
        Description = path;
        FileStepObserver? onStep = null;
        Instrument(ref onStep);
        OnStep = onStep;
    }

    /// <summary>The lockfile's path, absolute.</summary>
    public string Description { get; init; }

    /// <summary>Encrypts the lockfile, its backup and the journal.</summary>
    public DocumentCipher Cipher { get; init; } = DocumentCipher.None;

    /// <summary>Told of each step that changes what is on disk.</summary>
    internal FileStepObserver? OnStep { get; init; }

    private string JournalPath => path + ".journal";

    private string LockPath => path + ".hold";

    /// <inheritdoc/>
    public Task<Outcome<StateSnapshot>> LoadAsync(CancellationToken cancellationToken) => TryAsync(async () =>
    {
        FileFaults.RefuseBrokenLink(path);

        // Beside a running apply the lockfile may be saved and the journal removed between the two reads. With the journal
        // read first, what was durable by then is in one or the other; the other way round it could be in neither.
        var journal = await StateFiles.ReadAsync(JournalPath, cancellationToken);
        var content = await StateFiles.ReadAsync(path, cancellationToken);
        var state = StoredState.Read(Description, content, journal, Cipher);
        return state.Succeeded ? Outcome<StateSnapshot>.Of(state.Value.Snapshot) : Outcome<StateSnapshot>.Failed(state.Diagnostics);
    });

    /// <inheritdoc/>
    public Task<Outcome<IStateSession>> OpenAsync(LockRequest request, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var heldLock = await FileLock.TakeAsync(LockPath, request, time, cancellationToken);
        var opened = false;
        try
        {
            OnStep?.Invoke(FileStep.LockTaken, LockPath);
            FileFaults.RefuseBrokenLink(path);
            FileFaults.RefuseLink(JournalPath);
            FileFaults.RefuseLink(path + ".backup");
            AtomicFile.RemoveLeftovers(path);
            AtomicFile.RemoveLeftovers(path + ".backup");
            var content = await StateFiles.ReadAsync(path, cancellationToken);
            var journal = await StateFiles.ReadAsync(JournalPath, cancellationToken);
            var state = StoredState.Read(Description, content, journal, Cipher, request.Replaces);
            if (!state.Succeeded)
                return Outcome<IStateSession>.Failed(state.Diagnostics);
            opened = true;
            return Outcome<IStateSession>.Of(new FileStateSession(
                path, heldLock, state.Value, content, JournalFile.OpenQueue(JournalPath, state.Value.Journal, OnStep, heldLock.EnsureHeld, Cipher), Cipher, OnStep));
        }
        finally
        {
            if (!opened)
                heldLock.Dispose();
        }
    });

    /// <inheritdoc/>
    public Task<LockHolder?> DescribeLockAsync(CancellationToken cancellationToken) => Task.FromResult(FileLock.ReadHolder(LockPath));

    /// <inheritdoc/>
    public async Task<StateReading> ObserveAsync(CancellationToken cancellationToken) => new(
        LockFile.IsLocked(LockPath) ? LockDiagnostics.InUse(LockPath, FileLock.ReadHolder(LockPath)) : null, await LoadAsync(cancellationToken));

    /// <inheritdoc/>
    public Task<Diagnostic?> UnlockAsync(string id, bool force, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Unlock(id));
    }

    /// <inheritdoc/>
    public Task<Outcome<LockHolder>> LockAsync(LockRequest request, TimeSpan duration, CancellationToken cancellationToken) =>
        Task.FromResult(Outcome<LockHolder>.Failed(LockDiagnostics.EndsWithProcess(LockPath)));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken) => FileHistory.ListAsync(path, Cipher, cancellationToken);

    /// <inheritdoc/>
    public Task<Outcome<Lockfile>> ReadVersionAsync(long serial, CancellationToken cancellationToken) => TryAsync(() => FileHistory.ReadAsync(path, serial, Cipher, cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Has a body only in the build that the crash matrix kills at each step; elsewhere it is compiled away.</summary>
    static partial void Instrument(ref FileStepObserver? onStep);

    internal static string HashOf(byte[]? content) => content is null ? string.Empty : HashOf(content.AsSpan());

    internal static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private Diagnostic? Unlock(string id)
    {
        if (!File.Exists(LockPath))
            return LockDiagnostics.NothingToUnlock(LockPath);
        var holder = FileLock.ReadHolder(LockPath);
        if (holder is not null && !string.Equals(holder.Id, id, StringComparison.Ordinal))
            return LockDiagnostics.OtherHolder(LockPath, holder, id);
        try
        {
            return FileLock.TryRemoveLeftover(LockPath) ? null : LockDiagnostics.HolderAlive(LockPath, holder);
        }
        catch (DiagnosticException failure)
        {
            return failure.Diagnostic;
        }
    }

    private static async Task<Outcome<T>> TryAsync<T>(Func<Task<Outcome<T>>> action)
        where T : class
    {
        try
        {
            return await action();
        }
        catch (DiagnosticException failure)
        {
            return Outcome<T>.Failed(failure.Diagnostic);
        }
    }
}
