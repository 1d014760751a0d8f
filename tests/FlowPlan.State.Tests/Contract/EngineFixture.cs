using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Tests.Contract;

/// <summary>A server that the contract is tried on. Each test has a state of its own there.</summary>
public interface IEngineHost : IAsyncDisposable
{
    /// <summary>What its engine can do. The tests rely on it, and not on what the engine says.</summary>
    EngineCapabilities Capabilities { get; }

    /// <summary>A credential with which the engine reaches it; null where it needs none.</summary>
    string? Secret { get; }

    /// <summary>A new connection to the state of the test.</summary>
    IStateEngine Connect();

    /// <summary>A connection to another state on the same server.</summary>
    IStateEngine ConnectToAnother();

    /// <summary>Lets the lease of the state expire: sets the server's clock or its record, or waits for longer than this duration.</summary>
    Task ExpireAsync(TimeSpan duration);

    /// <summary>Replaces the document past every rule, as somebody does who edits what the server holds.</summary>
    Task ReplaceAsync(byte[] document);
}

/// <summary>What the parts of the contract share.</summary>
/// <typeparam name="THost">The server.</typeparam>
public abstract class EngineFixture<THost>
    where THost : IEngineHost, new()
{
    /// <summary>How long leases last: short, for a server whose clock only runs.</summary>
    protected static readonly TimeSpan Duration = TimeSpan.FromSeconds(20);

    protected THost Host { get; private set; } = default!;

    protected IStateEngine Engine { get; private set; } = null!;

    [SetUp]
    public void Connect()
    {
        Host = Hosts.Make<THost>();
        Engine = Host.Connect();
    }

    [TearDown]
    public async Task DisconnectAsync()
    {
        // Neither is there where the server is not installed.
        if (Engine is not null)
            await Engine.DisposeAsync();
        if (Host is not null)
            await Host.DisposeAsync();
    }

    protected static LockHolder Holder(string user = "jane") =>
        new(Guid.NewGuid().ToString("D"), user, 4711, "agent-1", new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero), "apply", "https://ci.example/jobs/1");

    protected static StateDocument Document(long serial, string text = "content") =>
        new(serial, "3f9d6f0a", System.Text.Encoding.UTF8.GetBytes($$"""{"lineage":"3f9d6f0a","serial":{{serial}},"text":"{{text}}"}"""));

    protected static byte[] Lines(string text) => System.Text.Encoding.UTF8.GetBytes(text + "\n");

    protected Task<Lease> AcquireAsync(LockHolder? holder = null) => AcquireAsync(Engine, holder);

    protected static async Task<Lease> AcquireAsync(IStateEngine engine, LockHolder? holder = null)
    {
        var attempt = await engine.AcquireAsync(holder ?? Holder(), Duration, CancellationToken.None);
        return ((LeaseAttempt.Granted)attempt).Lease;
    }

    protected Task<EngineContent> ReadAsync() => Engine.ReadAsync(CancellationToken.None);

    protected Task<WriteResult> AppendAsync(Lease lease, long segment, string text) =>
        Engine.AppendAsync(lease, segment, Lines(text), CancellationToken.None);

    protected Task<WriteResult> WriteAsync(Lease lease, string? expected, StateDocument document) =>
        Engine.WriteAsync(lease, expected, document, CancellationToken.None);

    protected async Task<string> WriteAnewAsync(Lease lease, StateDocument document) =>
        ((WriteResult.Done)await WriteAsync(lease, (await ReadAsync()).Version, document)).Version!;
}
