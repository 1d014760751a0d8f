using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Benchmarks.Suites;

/// <summary>A platform on which there is nothing; a plan against it makes no call.</summary>
internal sealed class EmptyPlatform : IResourceProvider, IResourceOperations
{
    public string Organization => Sample.Scope.Organization;

    public IReadOnlyList<string> KindNames { get; } = [.. Sample.Dialect.Kinds.Select(k => k.Name)];

    public int PageSize => 100;

    public BoundKind Kind(string name) => new(Sample.Dialect.Definitions[name], this);

    public Task<IReadOnlyList<Diagnostic>> CheckPermissionsAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Diagnostic>>([]);

    public Task<string?> ReadTenantAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task CheckAccessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) => Task.FromResult<LiveObject?>(null);

    public IAsyncEnumerable<LiveObject> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<LiveObject>();

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LiveObject>>([]);

    public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => throw ReadOnly();

    public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) => throw ReadOnly();

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => [];

    private static InvalidOperationException ReadOnly() => new("The platform is only planned for.");
}
