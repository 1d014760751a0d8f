using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Journaling;

namespace FlowPlan.Core.State.Remote;

/// <summary>The journal on a server: each append is a segment with a number of its own.</summary>
/// <param name="calls">The engine.</param>
/// <param name="held">The lease.</param>
/// <param name="nextSegment">The number of the next segment.</param>
internal sealed class EngineJournal(EngineCalls calls, HeldLease held, long nextSegment) : IJournalSink
{
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> lines)
    {
        var result = await calls.WriteAsync(
            "append",
            token => calls.Engine.AppendAsync(held.Lease, nextSegment, lines, token),
            content => held.LossIn(content) ?? (IsIn(content, lines.Span) ? new WriteResult.Done() : null),
            CancellationToken.None);
        Check(result);
        nextSegment++;
    }

    public async ValueTask ClearAsync() => Check(await calls.WriteAsync(
        "clear",
        token => calls.Engine.ClearJournalAsync(held.Lease, nextSegment, token),
        content => held.LossIn(content) ?? (content.Journal is null ? new WriteResult.Done() : null),
        CancellationToken.None));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private bool IsIn(EngineContent content, ReadOnlySpan<byte> lines) =>
        content.NextSegment == nextSegment + 1 && content.Journal is { } journal && journal.AsSpan().EndsWith(lines);

    private void Check(WriteResult result)
    {
        held.Check(result);
        if (result is WriteResult.Conflict)
            throw new DiagnosticException(RemoteDiagnostics.JournalReplaced(calls.Engine.Location));
    }
}
