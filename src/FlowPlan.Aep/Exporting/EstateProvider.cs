using System.Runtime.CompilerServices;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>The platform as it was read: a plan against it makes no call.</summary>
internal sealed class EstateProvider(IResourceProvider provider, LiveEstate estate) : IResourceProvider
{
    public string Organization => provider.Organization;

    public IReadOnlyList<string> KindNames => provider.KindNames;

    public IResourceKind Kind(string name) => new EstateKind(provider.Kind(name), estate);

    public Task CheckAccessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private sealed class EstateKind(IResourceKind kind, LiveEstate estate) : IResourceKind
    {
        public string Name => kind.Name;

        public IReadOnlyList<string> Attributes => kind.Attributes;

        public IReadOnlyList<string> AttributesChangedByUpdate => kind.AttributesChangedByUpdate;

        public IReadOnlyList<FieldRule> Rules => kind.Rules;

        public bool CreateBeforeDestroy => kind.CreateBeforeDestroy;

        public int PageSize => kind.PageSize;

        public Value.Map Canonicalize(Value.Map fields) => kind.Canonicalize(fields);

        public string? NaturalKey(Value.Map fields) => kind.NaturalKey(fields);

        public Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) =>
            Task.FromResult(estate.Has(new(Name, id)) ? estate[new(Name, id)] : null);

        public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.CompletedTask;
            foreach (var live in estate.Of(Name))
                yield return live;
        }

        public async Task<IReadOnlyList<LiveObject>> LookupAsync(Value.Map criteria, CancellationToken cancellationToken) =>
            await ReadAsync(criteria.TextOf("id") ?? criteria.TextOf("ref") ?? string.Empty, cancellationToken) is { } live ? [live] : [];

        public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => throw ReadOnly();

        public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => throw ReadOnly();

        public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) => throw ReadOnly();

        public string? DeleteConsequence(LiveObject live) => kind.DeleteConsequence(live);

        public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => kind.DescribeCalls(purpose);

        private static InvalidOperationException ReadOnly() => new("What was read is not written to.");
    }
}
