using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Applying.Writing;

/// <summary>
/// The calls of one step. Only so many calls of all steps are made at a time; while a step waits until its record is durable, another step can make one.
/// </summary>
/// <param name="width">How many calls are made at a time.</param>
/// <param name="begin">Called once, when the step begins: with its first call, or with its end if it makes none.</param>
/// <param name="stop">Keeps a step from beginning; one that has begun makes its other calls all the same.</param>
internal sealed class StepCalls(SemaphoreSlim width, Action begin, CancellationToken stop)
{
    private bool begun;

    /// <summary>Whether the step did not begin because the run was stopped first.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>A kind whose calls for single objects wait until they may be made.</summary>
    public BoundKind Of(BoundKind kind) => new(kind.Definition, new LimitedOperations(kind.Operations, this));

    /// <summary>Begins the step, unless it has begun.</summary>
    public void Begin()
    {
        if (begun)
            return;
        begun = true;
        begin();
    }

    /// <summary>Waits for a turn and makes a call. When the run is aborted, the calls in flight end, so that this one has its turn and ends at once as well.</summary>
    private async Task<T> MakeAsync<T>(Func<Task<T>> call)
    {
        await width.WaitAsync();
        try
        {
            WasStopped = !begun && stop.IsCancellationRequested;
            if (WasStopped)
                throw new ProviderException(ApplyDiagnostics.NotBegun, CallEffect.None);
            Begin();
            return await call();
        }
        finally
        {
            width.Release();
        }
    }

    private sealed class LimitedOperations(IResourceOperations inner, StepCalls calls) : IResourceOperations
    {
        public int PageSize => inner.PageSize;

        public Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
            calls.MakeAsync(() => inner.ReadAsync(id, cancellationToken));

        public IAsyncEnumerable<LiveObject> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

        public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) => inner.LookupAsync(criteria, cancellationToken);

        public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken) =>
            calls.MakeAsync(() => inner.CreateAsync(request, cancellationToken));

        public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) =>
            calls.MakeAsync(() => inner.UpdateAsync(request, cancellationToken));

        public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) =>
            calls.MakeAsync(() => inner.DeleteAsync(id, cancellationToken));

        public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => inner.DescribeCalls(purpose);
    }
}
