using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Http.Retrying;

/// <summary>Repeats a call that a service rejects because the object is in a state that changes by itself, such as <c>updating</c>.</summary>
internal sealed class TransientStateRetry(RetrySettings settings, TimeProvider time)
{
    /// <summary>Repeats an attempt until its result is not transient or the time budget is used up; gives the last result.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, Func<T, bool> isTransient, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var result = await attempt();
            if (!isTransient(result) || time.GetElapsedTime(started) >= settings.TransientBudget)
                return result;
            await Task.Delay(settings.TransientDelay, time, cancellationToken);
        }
    }
}
