using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Serialization;

namespace FlowPlan.State.S3;

/// <summary>
/// The lease: an object that names the holder, the duration and a number, which is greater with each lease. It expires when the server's
/// clock is later than the object's time by more than the duration; renewing it writes it again.
/// </summary>
internal sealed class S3Lock(S3Objects objects)
{
    private const string Name = "lock";

    /// <summary>The server's times are whole seconds.</summary>
    private static readonly TimeSpan Resolution = TimeSpan.FromSeconds(1);

    public async Task<Held?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await objects.GetAsync(Name, cancellationToken) is not { } stored)
            return null;
        var now = objects.ServerTime;

        // A lock that cannot be read may still be held, and it is not known when it ends.
        return S3Text.Read(
            stored.Content,
            objects.Location,
            (header, nothing) => new Held(
                header.Number("token"),
                header.Number("renewal"),
                header.GetProperty("seconds").GetDouble(),
                header.TryGetProperty("holder", out var holder) ? LockHolderText.Read(Encoding.UTF8.GetBytes(holder.GetString()!)) : null,
                stored.Etag,
                now - stored.LastModified >= TimeSpan.FromSeconds(header.GetProperty("seconds").GetDouble()) + Resolution)
            { IsHeld = header.TryGetProperty("holder", out _) },
            () => new Held(0, 0, 0, null, stored.Etag, HasExpired: false) { IsHeld = true, IsReadable = false });
    }

    /// <summary>Takes the lease, or finds it to be ours; otherwise says whose it is.</summary>
    public async Task<(long? Token, LockHolder? Other)> TakeAsync(LockHolder holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        for (var backoff = objects.Backoff(); ; await backoff.WaitAsync(cancellationToken))
        {
            var there = await ReadAsync(cancellationToken);
            if (there is null)
                await S3Probe.CheckAsync(objects, cancellationToken);
            if (there is { IsHeld: true, HasExpired: false } && there.Holder?.Id != holder.Id)
                return (null, there.Holder);
            var isOurs = there?.Holder?.Id == holder.Id;
            var next = new Held((there?.Token ?? 0) + (isOurs ? 0 : 1), (there?.Renewal ?? 0) + 1, duration.TotalSeconds, holder, string.Empty, false);
            if (await objects.PutAsync(Name, Write(next), there?.Etag, cancellationToken) is not null)
                return (next.Token, null);
        }
    }

    /// <summary>Replaces the lease; false when it was changed since it was read.</summary>
    public async Task<bool> ReplaceAsync(Held former, Held next, CancellationToken cancellationToken) =>
        await objects.PutAsync(Name, Write(next with { Renewal = former.Renewal + 1 }), former.Etag, cancellationToken) is not null;

    // The number of the renewal makes each content, and so each etag, another.
    private static byte[] Write(Held held) => S3Text.Write(writer =>
    {
        writer.WriteNumber("token", held.Token);
        writer.WriteNumber("renewal", held.Renewal);
        writer.WriteNumber("seconds", held.Seconds);
        if (held.Holder is not null)
            writer.WriteString("holder", LockHolderText.Write(held.Holder));
    });

    /// <summary>The object.</summary>
    internal sealed record Held(long Token, long Renewal, double Seconds, LockHolder? Holder, string Etag, bool HasExpired)
    {
        /// <summary>Whether it is somebody's; who that is may not be readable.</summary>
        public bool IsHeld { get; init; } = Holder is not null;

        /// <summary>Whether the object could be read.</summary>
        public bool IsReadable { get; init; } = true;

        /// <summary>Whose lease it is, or was when it expired.</summary>
        public LeaseHolding? Holding => IsHeld ? new(Holder, HasExpired) : null;
    }
}
