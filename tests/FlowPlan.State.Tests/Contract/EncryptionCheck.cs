using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Tests.Contract;

/// <summary>An engine that refuses documents and journal lines that anybody could read.</summary>
internal sealed class EncryptionCheck(IStateEngine engine) : IStateEngine
{
    public string Location => engine.Location;

    public EngineCapabilities Capabilities => engine.Capabilities;

    public Task<EngineContent> ReadAsync(CancellationToken cancellationToken) => engine.ReadAsync(cancellationToken);

    public Task<LeaseAttempt> AcquireAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken) => engine.AcquireAsync(holder, duration, cancellationToken);

    public Task<bool> RenewAsync(Lease lease, TimeSpan duration, CancellationToken cancellationToken) => engine.RenewAsync(lease, duration, cancellationToken);

    public Task ReleaseAsync(Lease lease, CancellationToken cancellationToken) => engine.ReleaseAsync(lease, cancellationToken);

    public Task<BreakResult> BreakAsync(string id, bool force, CancellationToken cancellationToken) => engine.BreakAsync(id, force, cancellationToken);

    public Task<WriteResult> AppendAsync(Lease lease, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        foreach (var line in Encoding.UTF8.GetString(lines.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.That(line, Does.Contain(" {\"flowplan\":\"encrypted\"").And.Not.Contain("connection").And.Not.Contain(Sample.Lineage));
        return engine.AppendAsync(lease, segment, lines, cancellationToken);
    }

    public Task<WriteResult> ClearJournalAsync(Lease lease, long before, CancellationToken cancellationToken) => engine.ClearJournalAsync(lease, before, cancellationToken);

    public Task<WriteResult> WriteAsync(Lease lease, string? expected, StateDocument document, CancellationToken cancellationToken)
    {
        // Only where a state has moved to is written in clear.
        Assert.That(Encoding.UTF8.GetString(document.Content), Does.StartWith("{\"flowplan\":\"encrypted\"").Or.Contain("movedTo"));
        return engine.WriteAsync(lease, expected, document, cancellationToken);
    }

    public Task<IReadOnlyList<StateVersion>> HistoryAsync(CancellationToken cancellationToken) => engine.HistoryAsync(cancellationToken);

    public Task<byte[]?> ReadVersionAsync(long serial, CancellationToken cancellationToken) => engine.ReadVersionAsync(serial, cancellationToken);

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
