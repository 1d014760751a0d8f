using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Tests.Support;

/// <summary>An engine over a <see cref="MemoryServer"/>, whose calls fail as a test asks for.</summary>
internal sealed class MemoryEngine(MemoryServer server) : IStateEngine
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Queue<Fault>> faults = [];

    public string Location => "memory://server/acme/dev";

    public EngineCapabilities Capabilities { get; init; } = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true);

    /// <summary>The names of all calls, in order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Called before a call reaches the server, with its name.</summary>
    public Action<string>? Before { get; set; }

    /// <summary>Called when the server has done a call, before its answer arrives.</summary>
    public Action<string>? After { get; set; }

    /// <summary>The next calls of this name fail so.</summary>
    public void Fail(string call, params Fault[] next)
    {
        lock (gate)
        {
            var queue = faults.TryGetValue(call, out var there) ? there : faults[call] = [];
            foreach (var fault in next)
                queue.Enqueue(fault);
        }
    }

    public Task<EngineContent> ReadAsync(CancellationToken cancellationToken) => CallAsync("read", server.Read, cancellationToken);

    public Task<LeaseAttempt> AcquireAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken) =>
        CallAsync("acquire", () => server.Acquire(holder, duration), cancellationToken);

    public Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        CallAsync("renew", () => server.Renew(lease, duration), cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => CallAsync(
        "release",
        () =>
        {
            server.Release(lease);
            return true;
        },
        cancellationToken);

    public Task<BreakResult> BreakAsync(string id, bool force, CancellationToken cancellationToken) =>
        CallAsync("break", () => server.Break(id, force), cancellationToken);

    public Task<WriteResult> AppendAsync(Lease lease, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var copy = lines.ToArray();
        return CallAsync("append", () => server.Append(lease, segment, copy), cancellationToken);
    }

    public Task<WriteResult> ClearJournalAsync(Lease lease, long before, CancellationToken cancellationToken) =>
        CallAsync("clear", () => server.Clear(lease, before), cancellationToken);

    public Task<WriteResult> WriteAsync(Lease lease, string? expected, StateDocument document, CancellationToken cancellationToken) =>
        CallAsync("write", () => server.Write(lease, expected, document), cancellationToken);

    public Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken) => CallAsync("history", server.History, cancellationToken);

    public Task<byte[]?> ReadVersionAsync(long serial, CancellationToken cancellationToken) =>
        CallAsync("version", () => server.ReadVersion(serial), cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<T> CallAsync<T>(string name, Func<T> action, CancellationToken cancellationToken)
    {
        // As on a network, no answer is there at once.
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Fault? fault;
        lock (gate)
        {
            Calls.Add(name);
            fault = faults.TryGetValue(name, out var queue) && queue.TryDequeue(out var next) ? next : null;
        }

        Before?.Invoke(name);
        if (fault == Fault.CutBefore)
            throw EngineFaults.Unreachable(Location, "the connection was cut");
        if (fault == Fault.Refused)
            throw EngineFaults.AccessDenied(Location, "wrong password", "check the password");
        var result = server.Do(action);
        After?.Invoke(name);
        if (fault == Fault.CutAfter)
            throw EngineFaults.Unreachable(Location, "the connection was cut");
        if (fault == Fault.Silence)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return result;
    }
}
