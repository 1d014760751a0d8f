using System.Globalization;
using System.Runtime.CompilerServices;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Kinds.Dummy;

/// <summary>A service in memory for gadgets.</summary>
internal sealed class GadgetService : IResourceOperations
{
    private readonly SortedDictionary<int, (Value.Map Fields, int Revision)> objects = [];
    private readonly Lock gate = new();
    private int lastId = 100;

    /// <summary>The calls so far, such as <c>create gadget.a</c>.</summary>
    public List<string> Calls { get; } = [];

    public int PageSize => 10;

    /// <summary>Changes a field as somebody else would.</summary>
    public void Edit(string id, string field, Value value)
    {
        var key = int.Parse(id, CultureInfo.InvariantCulture);
        objects[key] = (objects[key].Fields.With(field, value), objects[key].Revision + 1);
    }

    public Task<LiveObject?> ReadAsync(string id, CancellationToken cancellationToken) => Task.FromResult(Find(id));

    public async IAsyncEnumerable<LiveObject> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        Record("list gadgets");
        foreach (var id in objects.Keys.ToList())
            yield return Find(id.ToString(CultureInfo.InvariantCulture))!;
    }

    public Task<IReadOnlyList<LiveObject>> LookupAsync(ExistingCriteria criteria, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LiveObject>>(Find(criteria.Text) is { } live ? [live] : []);

    public Task<CreatedObject> CreateAsync(CreateRequest request, CancellationToken cancellationToken)
    {
        Record($"create {request.Address}");
        lock (gate)
        {
            objects[++lastId] = (request.Fields, 0);
            return Task.FromResult(new CreatedObject(lastId.ToString(CultureInfo.InvariantCulture), "0"));
        }
    }

    public Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        Record($"update {request.Address}");
        foreach (var change in request.Changes)
            Edit(request.Live.Id, change.Path.ToString(), change.Value ?? Value.NullValue);
        return Task.FromResult(new UpdatedObject(null));
    }

    public Task<DeletedObject> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        Record("delete gadget");
        lock (gate)
            objects.Remove(int.Parse(id, CultureInfo.InvariantCulture));
        return Task.FromResult(DeletedObject.Deleted);
    }

    public IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => [$"{purpose} /gadgets"];

    private LiveObject? Find(string id)
    {
        if (!int.TryParse(id, out var key) || !objects.TryGetValue(key, out var found))
            return null;
        return new()
        {
            Id = id,
            Name = found.Fields.TextOf("code"),
            Fields = found.Fields,
            Attributes = Value.Map.Of(("id", Value.Of(id)), ("code", found.Fields["code"]), ("revision", Value.Of(found.Revision))),
        };
    }

    private void Record(string call)
    {
        lock (gate)
            Calls.Add(call);
    }
}
