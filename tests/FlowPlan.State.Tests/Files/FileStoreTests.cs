using FlowPlan.Core.State;
using FlowPlan.State.Tests.Contract;

namespace FlowPlan.State.Tests.Files;

/// <summary>The state in files keeps the same contract.</summary>
[TestFixture]
public sealed class FileStoreTests : StoreContract<FileStoreHost>;

/// <summary>A folder.</summary>
public sealed class FileStoreHost : IStoreHost
{
    private readonly TestFolder folder = new();

    public IStateStore Connect() => Sample.Store(folder);

    public Task ReplaceAsync(byte[] lockfile) => File.WriteAllBytesAsync(folder.Lockfile, lockfile);

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
