using System.Runtime.CompilerServices;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Exporting;

/// <summary>The platform as it was read: a plan against it makes no call.</summary>
internal sealed class SnapshotProvider(IResourceProvider provider, SandboxSnapshot snapshot) : IResourceProvider
{
    public string Organization => provider.Organization;

    public IReadOnlyList<string> KindNames => provider.KindNames;

    public BoundKind Kind(string name)
    {
        var kind = provider.Kind(name);
        return new(kind.Definition, new SnapshotOperations(name, kind.Operations, snapshot));
    }

    public Task<IReadOnlyList<Diagnostic>> CheckPermissionsAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnostic>>([]);

    public Task<string?> ReadTenantAsync(CancellationToken cancellationToken) => provider.ReadTenantAsync(cancellationToken);

    public Task CheckAccessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class SnapshotOperations(string kind, IResourceOperations operations, SandboxSnapshot snapshot) : IResourceOperations
    {
        public int PageSize => operations.PageSize;

        public Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
            Task.FromResult(snapshot.Has(new(kind, id)) ? snapshot[new(kind, id)] : null);

        public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            foreach (var live in snapshot.Of(kind))
                yield return live;
        }

        public async Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
            await ReadAsync(criteria.Text, cancellationToken) is { } live ? [live] : [];

        public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => throw ReadOnly();

        public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => throw ReadOnly();

        public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) => throw ReadOnly();

        public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => operations.DescribeCalls(purpose);

        private static InvalidOperationException ReadOnly() => new("A snapshot cannot be written to.");
    }
}
