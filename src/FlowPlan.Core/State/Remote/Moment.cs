namespace FlowPlan.Core.State.Remote;

/// <summary>A moment on two clocks: the monotonic one stands still while a machine sleeps, and the other may be set back.</summary>
internal readonly record struct Moment(long Timestamp, DateTimeOffset Clock)
{
    public static Moment Now(TimeProvider time) => new(time.GetTimestamp(), time.GetUtcNow());

    /// <summary>How long ago it was, at least as long as either clock says.</summary>
    public TimeSpan Age(TimeProvider time)
    {
        var (monotonic, clock) = (time.GetElapsedTime(Timestamp), time.GetUtcNow() - Clock);
        return monotonic > clock ? monotonic : clock;
    }
}
