using System.Globalization;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.Core.State.Remote;

/// <summary>Makes calls to an engine: each answer within a time, and what may be repeated is repeated after a transient fault.</summary>
/// <param name="engine">The engine.</param>
/// <param name="settings">The times.</param>
/// <param name="time">The clock.</param>
/// <param name="onStep">Told of each call before it is sent and after it is answered.</param>
internal sealed class EngineCalls(IStateEngine engine, RemoteStateSettings settings, TimeProvider time, Action<string>? onStep = null)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    /// <summary>How long a call without a lease is repeated: somebody waits for it.</summary>
    public static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(10);

    public IStateEngine Engine => engine;

    /// <summary>Makes one call. An answer that takes too long is a transient fault.</summary>
    /// <param name="name">What the call does, for who observes the steps.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <exception cref="EngineFaultException">The call failed.</exception>
    public async Task<T> OnceAsync<T>(string name, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(settings.AnswerTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            onStep?.Invoke($"state {name}: before it is sent");
            var answer = await call(either.Token);
            onStep?.Invoke($"state {name}: after it is answered");
            return answer;
        }
        catch (OperationCanceledException fault) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            var seconds = settings.AnswerTimeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            throw EngineFaults.Unreachable(engine.Location, $"no answer within {seconds} s", fault);
        }
    }

    /// <summary>Reads, repeatedly after transient faults.</summary>
    public Task<EngineContent> ReadAsync(CancellationToken cancellationToken) => RepeatAsync("read", engine.ReadAsync, ShortPatience, cancellationToken);

    /// <summary>Makes a call that may be made twice, until it is answered or the time for it has passed; twice at least.</summary>
    public async Task<T> RepeatAsync<T>(string name, Func<CancellationToken, Task<T>> call, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            var isFirst = pause == FirstPause;
            try
            {
                return await OnceAsync(name, call, cancellationToken);
            }
            catch (EngineFaultException fault) when (fault.IsTransient && (isFirst || time.GetElapsedTime(began) + pause < patience))
            {
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <summary>
    /// Makes a write under the lease. After a fault or a conflict it reads what is there: a write whose answer was lost is not made again
    /// if it is found. As long as the lease may be ours, it goes on.
    /// </summary>
    /// <param name="name">What the write does, for who observes the steps.</param>
    /// <param name="write">The write.</param>
    /// <param name="find">What a write says that is found to be carried out; null if it is not, and may be made again.</param>
    /// <param name="cancellationToken">Stops between two attempts.</param>
    public async Task<WriteResult> WriteAsync(
        string name, Func<CancellationToken, Task<WriteResult>> write, Func<EngineContent, WriteResult?> find, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            try
            {
                var result = await OnceAsync(name, write, cancellationToken);
                if (result is not WriteResult.Conflict)
                    return result;
                return find(await RepeatAsync("read back", engine.ReadAsync, settings.LeaseDuration, cancellationToken)) ?? result;
            }
            catch (EngineFaultException fault) when (fault.IsTransient && time.GetElapsedTime(began) + pause < settings.LeaseDuration)
            {
                await Task.Delay(pause, time, cancellationToken);
            }

            if (find(await RepeatAsync("read back", engine.ReadAsync, settings.LeaseDuration, cancellationToken)) is { } done)
                return done;
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
