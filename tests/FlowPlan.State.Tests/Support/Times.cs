using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.State.Tests.Support;

/// <summary>Lets time pass while something is waited for.</summary>
internal static class Times
{
    /// <summary>Waits for a task, and lets time pass on clocks of tests until it ends.</summary>
    public static async Task<T> WhileTimePasses<T>(this Task<T> task, params FakeTimeProvider[] clocks)
    {
        await ((Task)task).WhileTimePasses(clocks);
        return await task;
    }

    /// <summary>Waits for a task, and lets time pass on clocks of tests until it ends.</summary>
    public static async Task WhileTimePasses(this Task task, params FakeTimeProvider[] clocks)
    {
        while (!task.IsCompleted)
        {
            // What became due runs on other threads; it gets the time to do so.
            await Task.Delay(1);
            foreach (var clock in clocks)
                clock.Advance(TimeSpan.FromMilliseconds(50));
        }

        await task;
    }

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(1);
    }
}
