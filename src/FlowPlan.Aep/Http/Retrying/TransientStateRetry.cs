using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Http.Retrying;

/// <summary>Repeats a call that a service rejects because the object is in a state that changes by itself, such as <c>updating</c>.</summary>
/// <param name="settings">How long it waits between attempts, and in all.</param>
/// <param name="time">The clock.</param>
/// <param name="report">Receives a wait that somebody who watches would notice, and again as it goes on.</param>
internal sealed class TransientStateRetry(RetrySettings settings, TimeProvider time, Action<TransientWait> report)
{
    private static readonly TimeSpan Noticeable = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(30);

    /// <summary>Repeats an attempt until its result is not transient or the time budget is used up; gives the last result.</summary>
    /// <param name="subject">The object as the service's API names it.</param>
    /// <param name="attempt">The call.</param>
    /// <param name="isTransient">Whether a result means that the call can succeed later.</param>
    /// <param name="cancellationToken">Stops the wait.</param>
    public async Task<T> RunAsync<T>(string subject, Func<Task<T>> attempt, Func<T, bool> isTransient, CancellationToken cancellationToken)
    {
        var (started, nextReport) = (time.GetTimestamp(), Noticeable);
        while (true)
        {
            var result = await attempt();
            var elapsed = time.GetElapsedTime(started);
            if (!isTransient(result) || elapsed >= settings.TransientBudget)
                return result;
            if (elapsed + settings.TransientDelay > nextReport)
            {
                report(new(subject, elapsed, settings.TransientBudget));
                nextReport = elapsed + ReportEvery;
            }

            await Task.Delay(settings.TransientDelay, time, cancellationToken);
        }
    }
}
