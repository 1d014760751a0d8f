using FlowPlan.Core.State;
using FlowPlan.Core.State.Remote;

namespace FlowPlan.State.Tests.Contract;

/// <summary>A place that stores are opened on. Each test has a state of its own there.</summary>
public interface IStoreHost : IAsyncDisposable
{
    /// <summary>How many versions of the lockfile it keeps, the current one included; 0 where it lists none.</summary>
    int VersionsKept { get; }

    /// <summary>Whether a lock can outlive the process that took it.</summary>
    bool LocksWithoutProcess { get; }

    /// <summary>A store on the state of the test, as another process would have it.</summary>
    IStateStore Connect();

    /// <summary>Replaces the lockfile past every rule.</summary>
    Task ReplaceAsync(byte[] lockfile);
}

/// <summary>Stores over an engine.</summary>
/// <typeparam name="THost">The server.</typeparam>
public sealed class EngineStoreHost<THost> : IStoreHost
    where THost : IEngineHost, new()
{
    private readonly THost host = new();

    public int VersionsKept => host.Capabilities.KeepsHistory ? 50 : 0;

    public bool LocksWithoutProcess => host.Capabilities.LeaseExpires;

    public IStateStore Connect() => new RemoteStateStore(host.Connect(), RemoteStateSettings.Default, TimeProvider.System);

    public Task ReplaceAsync(byte[] lockfile) => host.ReplaceAsync(lockfile);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}

/// <summary>Stores over an engine that gets nothing but encrypted documents, and has one in clear only where a test puts it there.</summary>
/// <typeparam name="THost">The server.</typeparam>
public sealed class EncryptedStoreHost<THost> : IStoreHost
    where THost : IEngineHost, new()
{
    private readonly THost host = new();

    public int VersionsKept => host.Capabilities.KeepsHistory ? 50 : 0;

    public bool LocksWithoutProcess => host.Capabilities.LeaseExpires;

    public IStateStore Connect() =>
        new RemoteStateStore(new EncryptionCheck(host.Connect()), RemoteStateSettings.Default, TimeProvider.System) { Cipher = Keys.Cipher(Keys.First, Keys.Second) };

    public Task ReplaceAsync(byte[] lockfile) => host.ReplaceAsync(lockfile);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
