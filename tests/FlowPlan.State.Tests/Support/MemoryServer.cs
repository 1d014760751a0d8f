using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.State.Tests.Support;

/// <summary>What a server holds for one state, in memory. Its clock is its own, as that of a real one.</summary>
internal sealed class MemoryServer
{
    private readonly Lock gate = new();
    private readonly List<(long Number, byte[] Lines)> segments = [];
    private readonly List<(StateVersion Version, byte[] Content)> versions = [];
    private StateDocument? document;
    private long revision;
    private long nextSegment;
    private long lastToken;
    private (LockHolder Holder, string Token, DateTimeOffset Expires)? lease;

    public FakeTimeProvider Clock { get; } = new();

    /// <summary>Does one thing while nothing else is done.</summary>
    public T Do<T>(Func<T> action)
    {
        lock (gate)
            return action();
    }

    public EngineContent Read() => new()
    {
        Document = document?.Content,
        Version = document is null ? null : $"{revision}",
        Journal = segments.Count == 0 ? null : [.. segments.SelectMany(s => s.Lines)],
        NextSegment = nextSegment,
        Lease = lease is var (holder, _, expires) ? new(holder, Clock.GetUtcNow() >= expires) : null,
    };

    public LeaseAttempt Acquire(LockHolder holder, TimeSpan duration)
    {
        if (lease is var (other, token, expires) && other.Id != holder.Id && Clock.GetUtcNow() < expires)
            return new LeaseAttempt.Held(other);
        var mine = lease?.Holder.Id == holder.Id ? lease.Value.Token : $"{++lastToken}";
        lease = (holder, mine, Clock.GetUtcNow() + duration);
        return new LeaseAttempt.Granted(new(holder, mine));
    }

    public bool Renew(Lease ours, TimeSpan duration)
    {
        if (!IsHeld(ours))
            return false;
        lease = lease!.Value with { Expires = Clock.GetUtcNow() + duration };
        return true;
    }

    public void Release(Lease ours)
    {
        if (IsHeld(ours))
            lease = null;
    }

    public BreakResult Break(string id, bool force)
    {
        if (lease is not var (holder, _, expires))
            return new BreakResult.NoLease();
        if (holder.Id != id)
            return new BreakResult.OtherHolder(holder);
        if (!force && Clock.GetUtcNow() < expires)
            return new BreakResult.StillHeld(holder);
        lease = null;
        return new BreakResult.Broken();
    }

    public WriteResult Append(Lease ours, long segment, byte[] lines)
    {
        if (!IsHeld(ours))
            return Lost();
        if (segment != nextSegment)
            return new WriteResult.Conflict();
        segments.Add((nextSegment++, lines));
        return new WriteResult.Done();
    }

    public WriteResult Clear(Lease ours, long before)
    {
        if (!IsHeld(ours))
            return Lost();
        segments.RemoveAll(s => s.Number < before);
        return new WriteResult.Done();
    }

    public WriteResult Write(Lease ours, string? expected, StateDocument next)
    {
        if (!IsHeld(ours))
            return Lost();
        if (expected != (document is null ? null : $"{revision}"))
            return new WriteResult.Conflict();
        Put(next);
        return new WriteResult.Done($"{revision}");
    }

    /// <summary>Writes past every rule, as somebody does who edits what the server holds.</summary>
    public void Put(StateDocument next)
    {
        if (!next.KeepsFormer && versions.Count > 0)
            versions.RemoveAt(0);
        document = next;
        revision++;
        versions.Insert(0, (new(next.Serial, Clock.GetUtcNow(), next.Content.Length), next.Content));
        versions.RemoveRange(Math.Min(50, versions.Count), Math.Max(0, versions.Count - 50));
    }

    /// <summary>Writes past every rule into the journal.</summary>
    public void PutJournal(byte[] lines) => segments.Add((nextSegment++, lines));

    public IReadOnlyList<StateVersion> History() => [.. versions.Select(v => v.Version)];

    public byte[]? ReadVersion(long serial) => versions.Find(v => v.Version.Serial == serial).Content;

    private bool IsHeld(Lease ours) => lease?.Holder.Id == ours.Holder.Id && lease.Value.Token == ours.Token;

    private WriteResult.LeaseLost Lost() => new(lease?.Holder);
}
