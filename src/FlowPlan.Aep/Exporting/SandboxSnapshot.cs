using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Exporting;

/// <summary>All objects of a sandbox as they were read, in an order that is not the services'.</summary>
internal sealed class SandboxSnapshot
{
    private readonly SortedDictionary<ObjectKey, LiveObject> objects = [];
    private readonly Dictionary<(string Kind, string Attribute), Dictionary<string, ObjectKey>> byAttribute = [];

    /// <param name="kinds">The kinds.</param>
    /// <param name="objects">The objects. One that came twice, as can be while a list is read, is taken once.</param>
    public SandboxSnapshot(KindSet kinds, IEnumerable<(string Kind, LiveObject Live)> objects)
    {
        Kinds = kinds;
        foreach (var (kind, live) in objects)
            this.objects[new(kind, live.Id)] = live;
    }

    public KindSet Kinds { get; }

    public IEnumerable<ObjectKey> All => objects.Keys;

    public LiveObject this[ObjectKey key] => objects[key];

    public bool Has(ObjectKey key) => objects.ContainsKey(key);

    public IEnumerable<LiveObject> Of(string kind) => objects.Where(o => o.Key.Kind == kind).Select(o => o.Value);

    /// <summary>The name under which people know an object.</summary>
    public string? NameOf(ObjectKey key) => objects.TryGetValue(key, out var live) && live.Name is { Length: > 0 } name ? name : null;

    /// <summary>The first object of a kind that has a name; null when there is none.</summary>
    public ObjectKey? FindByName(string kind, string name) => Of(kind)
        .Where(l => l.Name is { } other && Kinds[kind].Description.NameComparer.Equals(other, name))
        .Select(l => (ObjectKey?)new ObjectKey(kind, l.Id))
        .FirstOrDefault();

    /// <summary>An object as messages name it.</summary>
    public string Describe(ObjectKey key) => YamlScalars.Comment(NameOf(key) is { } name ? $"{key.Kind} '{name}' ({key.Id})" : $"{key.Kind} {key.Id}");

    /// <summary>What an object refers to, there or not, each with the field that does.</summary>
    public IEnumerable<(ReferenceField Field, ObjectKey Target)> ReferencesOf(ObjectKey key) =>
        from field in Kinds[key.Kind].Description.References
        from text in field.TextsIn(objects[key].Fields)
        select (field, Resolve(field, text));

    /// <summary>What an object refers to, there or not.</summary>
    public IEnumerable<ObjectKey> DependenciesOf(ObjectKey key) => ReferencesOf(key).Select(r => r.Target);

    /// <summary>The object in whose block a part is written, which is the first that it refers to; null for what has a block of its own.</summary>
    public ObjectKey? WholeOf(ObjectKey key) =>
        objects[key].IsPart ? ReferencesOf(key).Select(r => (ObjectKey?)r.Target).FirstOrDefault() : null;

    /// <summary>The object that the text of a reference field means.</summary>
    public ObjectKey Resolve(ReferenceField field, string text)
    {
        if (field.Attribute == "id")
            return new(field.Kind, text);
        if (!byAttribute.TryGetValue((field.Kind, field.Attribute), out var index))
        {
            index = new(Kinds[field.Kind].Description.NameComparer);
            foreach (var live in Of(field.Kind))
            {
                if (live.Attributes.TextOf(field.Attribute) is { } value)
                    index.TryAdd(value, new(field.Kind, live.Id));
            }

            byAttribute[(field.Kind, field.Attribute)] = index;
        }

        return index.TryGetValue(text, out var found) ? found : new(field.Kind, text);
    }
}
