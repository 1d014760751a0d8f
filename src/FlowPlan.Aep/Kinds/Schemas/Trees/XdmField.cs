using FlowPlan.Aep.Kinds.Components.Fields;

namespace FlowPlan.Aep.Kinds.Schemas.Trees;

/// <summary>A field of a schema with the fields below it, which are found when they are asked for.</summary>
internal sealed class XdmField
{
    private readonly SortedDictionary<string, XdmField> children = new(StringComparer.Ordinal);
    private readonly Queue<Action<XdmField>> pending = new();
    private bool isOpen;

    /// <summary>The name of its type; an object unless something else is known.</summary>
    public string Type { get; set; } = FieldTypes.Object;

    /// <summary>Whether records must have it.</summary>
    public bool IsRequired { get; set; }

    /// <summary>The only values that it takes; empty where it takes any.</summary>
    public IReadOnlyList<string> Enum { get; set; } = [];

    /// <summary>Whether it certainly takes no other values: the registry may have newer standard components than the table.</summary>
    public bool IsEnumCertain { get; set; } = true;

    /// <summary>Of the root: whether the schema certainly has no other fields, because the registry has resolved it.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The type of an item of an array or a value of a map.</summary>
    public XdmField Items => field ??= new();

    /// <summary>Whether it may have fields that are not known here, such as an object of which none is known.</summary>
    public bool IsOpen
    {
        get => Expand().isOpen || (IsObject && children.Count == 0);
        set => isOpen = value;
    }

    /// <summary>Whether it is an object with fields.</summary>
    public bool IsObject => Type == FieldTypes.Object;

    /// <summary>The fields below it by their names.</summary>
    public IReadOnlyDictionary<string, XdmField> Children => Expand().children;

    /// <summary>Adds what is found out later.</summary>
    public void Add(Action<XdmField> fill) => pending.Enqueue(fill);

    /// <summary>The field of a name, made where it is missing.</summary>
    public XdmField Child(string name)
    {
        if (!children.TryGetValue(name, out var child))
            children[name] = child = new();
        return child;
    }

    /// <summary>The field at a path as components write it: <c>[]</c> after a list, <c>{}</c> after a map.</summary>
    public XdmField At(string path)
    {
        var at = this;
        foreach (var part in path.Split('.'))
        {
            var name = part.TrimEnd('[', ']', '{', '}');
            at = at.Child(name);
            for (var i = name.Length; i < part.Length; i += 2)
            {
                if (at.IsObject)
                    at.Type = part[i] == '[' ? FieldTypes.Array : FieldTypes.Map;
                at = at.Items;
            }
        }

        return at;
    }

    private XdmField Expand()
    {
        while (pending.TryDequeue(out var fill))
            fill(this);
        return this;
    }
}
