using System.Runtime.CompilerServices;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Laws;

/// <summary>A provider whose lists come in another order each time, as a service's may.</summary>
internal sealed class ShuffledProvider(IResourceProvider inner, Random random) : IResourceProvider
{
    private readonly Dictionary<string, IResourceKind> kinds =
        inner.KindNames.ToDictionary(name => name, name => (IResourceKind)new ShuffledKind(inner.Kind(name), random));

    public string Organization => inner.Organization;

    public IReadOnlyList<string> KindNames => [.. inner.KindNames.Reverse()];

    public IResourceKind Kind(string name) => kinds[name];

    public Task CheckAccessAsync(CancellationToken cancellationToken) => inner.CheckAccessAsync(cancellationToken);

    private sealed class ShuffledKind(IResourceKind inner, Random random) : IResourceKind
    {
        public string Name => inner.Name;

        public IReadOnlyList<string> Attributes => inner.Attributes;

        public IReadOnlyList<string> AttributesChangedByUpdate => inner.AttributesChangedByUpdate;

        public IReadOnlyList<FieldRule> Rules => inner.Rules;

        public bool CreateBeforeDestroy => inner.CreateBeforeDestroy;

        public int PageSize => inner.PageSize;

        public Value.Map Canonicalize(Value.Map fields) => inner.Canonicalize(fields);

        public string? NaturalKey(Value.Map fields) => inner.NaturalKey(fields);

        public string? SecondKey(Value.Map fields) => inner.SecondKey(fields);

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

        public async Task<IReadOnlyList<LiveObject>> LookupAsync(Value.Map criteria, CancellationToken cancellationToken) =>
            [.. (await inner.LookupAsync(criteria, cancellationToken)).Reverse()];

        public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken) => inner.CreateAsync(request, cancellationToken);

        public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken) => inner.UpdateAsync(request, cancellationToken);

        public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken) => inner.DeleteAsync(id, cancellationToken);

        public string? DeleteConsequence(LiveObject live) => inner.DeleteConsequence(live);

        public string? ReplaceConsequence(LiveObject live) => inner.ReplaceConsequence(live);

        public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => inner.DescribeCalls(purpose);
    }
}
