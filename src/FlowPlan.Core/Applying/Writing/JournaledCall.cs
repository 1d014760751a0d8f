using FlowPlan.Core.State;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// A call whose intent is in the journal. It is open until <see cref="SucceededAsync"/> or <see cref="RejectedAsync"/> has recorded its
/// outcome; a call that is left open, for whatever reason, is looked up by the next run.
/// </summary>
internal sealed class JournaledCall(ApplyRecorder recorder, OpenIntent intent)
{
    private bool closed;

    /// <summary>The intent in the journal.</summary>
    public OpenIntent Intent { get; } = intent;

    /// <summary>Records the object as it is after the call; null when the object is gone.</summary>
    public Task SucceededAsync(ResourceState? state)
    {
        Close();
        return recorder.CompleteAsync(Intent, state);
    }

    /// <summary>Records that the service rejected the call, so that nothing was changed.</summary>
    public Task RejectedAsync(string code)
    {
        Close();
        return recorder.RejectAsync(Intent.Number, code);
    }

    /// <summary>Records that no trustworthy answer came. The call stays open.</summary>
    public Task UnknownAsync(string code) => recorder.LeaveOpenAsync(Intent.Number, code);

    private void Close()
    {
        if (closed)
            throw new InvalidOperationException($"The outcome of call {Intent.Number} for {Intent.Call.Address} is already recorded.");
        closed = true;
    }
}
