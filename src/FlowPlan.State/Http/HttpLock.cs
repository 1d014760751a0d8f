using System.Net;
using FlowPlan.Core.State;

namespace FlowPlan.State.Http;

/// <summary>The lock of the protocol.</summary>
internal sealed class HttpLock(HttpAddress address, HttpCalls calls)
{
    /// <summary>Takes the lock; null when it is ours, and otherwise whose it is.</summary>
    public async Task<Other?> TakeAsync(LockHolder holder, CancellationToken cancellationToken)
    {
        var answer = await calls.LockAsync(LockInfoText.Write(holder, address.Location), cancellationToken);
        if (answer.IsSuccess)
            return null;
        if (!answer.IsLocked)
            throw calls.Fault("locking the state", answer);
        var other = LockInfoText.Read(answer.Body, holder);

        // The answer to our first attempt was lost.
        return other?.Id == holder.Id ? null : new(other, IsWhole: other is { ProcessId: not 0 });
    }

    /// <summary>Gives the lock back. It may not be there any more, or be another's.</summary>
    public async Task GiveBackAsync(LockHolder holder, CancellationToken cancellationToken)
    {
        var answer = await calls.UnlockAsync(LockInfoText.Write(holder, address.Location), cancellationToken);
        if (!answer.IsSuccess && !answer.IsLocked && answer.Status != HttpStatusCode.NotFound)
            throw calls.Fault("unlocking the state", answer);
    }

    /// <summary>Somebody else has the lock.</summary>
    /// <param name="Holder">Who, as far as the answer says.</param>
    /// <param name="IsWhole">Whether the answer says everything about the holder.</param>
    internal sealed record Other(LockHolder? Holder, bool IsWhole);
}
