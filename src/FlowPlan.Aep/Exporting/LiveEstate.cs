using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Exporting;

/// <summary>An object of the sandbox.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Id">The id that the service gave it.</param>
internal readonly record struct ObjectKey(string Kind, string Id) : IComparable<ObjectKey>
{
    public int CompareTo(ObjectKey other)
    {
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Id, other.Id);
    }
}

/// <summary>All objects of a sandbox as they were read, in an order that is not the services'.</summary>
internal sealed class LiveEstate
{
    private readonly SortedDictionary<ObjectKey, LiveObject> objects = [];

    /// <param name="own">The objects of the sandbox. One that came twice, as can be while a list is read, is taken once.</param>
    /// <param name="common">The schemas of all organizations that they refer to.</param>
    /// <param name="facts">What the fields do not tell of them.</param>
    public LiveEstate(IEnumerable<(string Kind, LiveObject Live)> own, IEnumerable<LiveObject> common, RawFacts facts)
    {
        Facts = facts;
        foreach (var (kind, live) in own)
            objects[new(kind, live.Id)] = live;
        Common = common.Select(s => new ObjectKey("schema", s.Id)).ToHashSet();
        foreach (var schema in common)
            objects[new("schema", schema.Id)] = schema;
    }

    public RawFacts Facts { get; }

    /// <summary>What belongs to no sandbox.</summary>
    public IReadOnlySet<ObjectKey> Common { get; }

    public IEnumerable<ObjectKey> All => objects.Keys;

    public LiveObject this[ObjectKey key] => objects[key];

    public bool Has(ObjectKey key) => objects.ContainsKey(key);

    public IEnumerable<LiveObject> Of(string kind) => objects.Where(o => o.Key.Kind == kind).Select(o => o.Value);

    /// <summary>The name under which people know an object.</summary>
    public string? NameOf(ObjectKey key) => objects.TryGetValue(key, out var live) && live.Name is { Length: > 0 } name ? name : null;

    /// <summary>An object as messages name it.</summary>
    public string Describe(ObjectKey key) => YamlScalars.Comment(NameOf(key) is { } name ? $"{key.Kind} '{name}' ({key.Id})" : $"{key.Kind} {key.Id}");

    /// <summary>What an object refers to, there or not.</summary>
    public IEnumerable<ObjectKey> DependenciesOf(ObjectKey key)
    {
        var fields = objects[key].Fields;
        return (key.Kind switch
        {
            "dataset" or "mapping" => [("schema", "schema/id")],
            "sourceConnection" => [("connection", "baseConnectionId")],
            "targetConnection" => [("dataset", "dataSetId"), ("schema", "schema/id")],
            "flow" => [("sourceConnection", "sourceConnectionId"), ("targetConnection", "targetConnectionId"), ("mapping", "mapping/id")],
            _ => Array.Empty<(string Kind, string Path)>(),
        })
            .Select(d => (d.Kind, Id: (FieldPath.Find(fields, d.Path) as Value.Text)?.Content))
            .Where(d => d.Id is { Length: > 0 })
            .Select(d => new ObjectKey(d.Kind, d.Id!));
    }
}
