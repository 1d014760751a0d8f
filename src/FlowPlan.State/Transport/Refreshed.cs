namespace FlowPlan.State.Transport;

/// <summary>Credentials that end after a time: asked for when they are first needed and again before they end, once for all who wait.</summary>
/// <param name="ask">Asks for them.</param>
/// <param name="endOf">When they end; null for never.</param>
/// <param name="time">The clock.</param>
internal sealed class Refreshed<T>(Func<CancellationToken, Task<T>> ask, Func<T, DateTimeOffset?> endOf, TimeProvider time) : IDisposable
    where T : class
{
    /// <summary>How long before their end new ones are asked for.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    /// <summary>Who signs with credentials that end in a moment is refused when the request arrives.</summary>
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(10);

    /// <summary>The pause after a question whose answer does not last, while the former credentials do.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource disposed = new();
    private readonly Lock gate = new();
    private T? known;
    private Task<T>? question;
    private DateTimeOffset askedAt;

    /// <summary>The credentials. Who stops waiting does not stop the question, so that the next one who needs them has its answer.</summary>
    public async Task<T> GetAsync(CancellationToken cancellationToken)
    {
        Task<T> asked;
        T? usable;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var left = known is null ? TimeSpan.Zero : (endOf(known) - now) ?? TimeSpan.MaxValue;
            usable = left > Least ? known : null;
            if (usable is not null && (left > Margin || now - askedAt < Pause))
                return usable;
            if (question is null)
            {
                askedAt = now;
                question = AskAsync();
            }

            asked = question;
        }

        try
        {
            return await asked.WaitAsync(cancellationToken);
        }
        catch (Exception) when (usable is not null && !cancellationToken.IsCancellationRequested)
        {
            return usable;
        }
    }

    public void Dispose()
    {
        disposed.Cancel();
        disposed.Dispose();
    }

    private async Task<T> AskAsync()
    {
        using var late = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, disposed.Token);

        // The caller has the gate.
        await Task.Yield();
        try
        {
            var answer = await ask(either.Token);
            lock (gate)
                known = answer;
            return answer;
        }
        catch (OperationCanceledException fault) when (late.IsCancellationRequested)
        {
            throw new CredentialException(FormattableString.Invariant($"no credentials within {Longest.TotalMinutes:0} minutes"), isTransient: true, inner: fault);
        }
        finally
        {
            lock (gate)
                question = null;
        }
    }
}
