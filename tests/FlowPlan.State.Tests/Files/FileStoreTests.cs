using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.State.Tests.Contract;

namespace FlowPlan.State.Tests.Files;

/// <summary>The state in files keeps the same contract.</summary>
[TestFixture]
public sealed class FileStoreTests : StoreContract<FileStoreHost>;

/// <summary>A folder.</summary>
public sealed class FileStoreHost : IStoreHost
{
    private readonly TestFolder folder = new();

    public int VersionsKept => 2;

    public bool LocksWithoutProcess => false;

    public IStateStore Connect() => Sample.Store(folder);

    public Task ReplaceAsync(byte[] lockfile) => File.WriteAllBytesAsync(folder.Lockfile, lockfile);

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>The state in encrypted files keeps it too.</summary>
[TestFixture]
public sealed class EncryptedFileStoreTests : StoreContract<EncryptedFileStoreHost>;

/// <summary>A folder, with a key.</summary>
public sealed class EncryptedFileStoreHost : IStoreHost
{
    private readonly TestFolder folder = new();

    public int VersionsKept => 2;

    public bool LocksWithoutProcess => false;

    public IStateStore Connect() => new FileStateStore(folder.Path, "dev", TimeProvider.System) { Cipher = Keys.Cipher(Keys.First) };

    public Task ReplaceAsync(byte[] lockfile) => File.WriteAllBytesAsync(folder.Lockfile, lockfile);

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
