using System.Runtime.CompilerServices;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.EndToEnd.Tests.Laws;

/// <summary>A provider whose lists come in another order each time, as a service's may.</summary>
internal sealed class ShuffledProvider(IResourceProvider inner, Random random) : IResourceProvider
{
    public string Organization => inner.Organization;

    public IReadOnlyList<string> KindNames => [.. inner.KindNames.Reverse()];

    public BoundKind Kind(string name)
    {
        var kind = inner.Kind(name);
        return new(kind.Definition, new ShuffledOperations(kind.Operations, random));
    }

    public Task<IReadOnlyList<Diagnostic>> CheckPermissionsAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) => inner.CheckPermissionsAsync(kinds, cancellationToken);

    public Task<string?> ReadTenantAsync(CancellationToken cancellationToken) => inner.ReadTenantAsync(cancellationToken);

    public Task CheckAccessAsync(CancellationToken cancellationToken) => inner.CheckAccessAsync(cancellationToken);

    private sealed class ShuffledOperations(IResourceOperations inner, Random random) : IResourceOperations
    {
        public int PageSize => inner.PageSize;

        public Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) => inner.ReadAsync(id, cancellationToken);

        public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var all = new List<LiveObject>();
            await foreach (var live in inner.ListAsync(cancellationToken))
                all.Add(live);
            var shuffled = all.ToArray();
            lock (random)
                random.Shuffle(shuffled);
            foreach (var live in shuffled)
                yield return live;
        }

        public async Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
            [.. (await inner.LookupAsync(criteria, cancellationToken)).Reverse()];

        public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => inner.CreateAsync(request, cancellationToken);

        public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => inner.UpdateAsync(request, cancellationToken);

        public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) => inner.DeleteAsync(id, cancellationToken);

        public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => inner.DescribeCalls(purpose);
    }
}
