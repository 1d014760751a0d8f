using FlowPlan.Core.State.Engines;
using FlowPlan.State.Tests.Contract;
using FlowPlan.State.Tests.Support;

namespace FlowPlan.State.Tests.Memory;

/// <summary>A server in memory.</summary>
public sealed class MemoryHost : IEngineHost
{
    private readonly MemoryServer server = new();

    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true);

    public string? Secret => null;

    public IStateEngine Connect() => new MemoryEngine(server);

    public IStateEngine ConnectToAnother() => new MemoryEngine(new MemoryServer());

    public Task ExpireAsync(TimeSpan duration)
    {
        server.Clock.Advance(duration);
        return Task.CompletedTask;
    }

    public Task ReplaceAsync(byte[] document)
    {
        server.Put(new(1, "3f9d6f0a", document));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
