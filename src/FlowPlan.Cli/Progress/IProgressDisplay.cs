namespace FlowPlan.Cli.Progress;

/// <summary>Shows that a command works, and how far it is.</summary>
internal interface IProgressDisplay
{
    /// <summary>Shows an activity until the result is disposed.</summary>
    IAsyncDisposable Show(IActivity activity);

    /// <summary>Shows an activity while it is done.</summary>
    async Task<T> WhileAsync<T>(IActivity activity, Func<Task<T>> work)
    {
        await using (Show(activity))
            return await work();
    }
}

/// <summary>Shows nothing.</summary>
internal sealed class NoProgress : IProgressDisplay, IAsyncDisposable
{
    public static NoProgress Instance { get; } = new();

    public IAsyncDisposable Show(IActivity activity) => this;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
