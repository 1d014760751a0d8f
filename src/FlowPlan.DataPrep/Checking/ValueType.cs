using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Checking;

/// <summary>What a value may be.</summary>
/// <param name="Kinds">The kinds that it may have.</param>
/// <param name="Items">The kinds that its items may have, where it may be an array.</param>
public readonly record struct ValueType(ValueKinds Kinds, ValueKinds Items = ValueKinds.None)
{
    /// <summary>Anything.</summary>
    public static ValueType Any { get; } = new(ValueKinds.Any, ValueKinds.Any);

    /// <summary>What either may be.</summary>
    public ValueType Or(ValueType other) => new(Kinds | other.Kinds, Items | other.Items);

    /// <summary>The same, or null.</summary>
    public ValueType OrNull() => this with { Kinds = Kinds | ValueKinds.Null };

    /// <summary>Whether the value is one of these.</summary>
    public bool Contains(DataValue value)
    {
        var items = Items;
        return (Kinds & value.Kind) != 0 && (value is not DataValue.List list || list.Items.All(i => (items & i.Kind) != 0));
    }

    /// <summary>The type of an item.</summary>
    public ValueType Item() => new(Items, (Items & ValueKinds.List) != 0 ? ValueKinds.Any : ValueKinds.None);

    /// <summary>The kinds in words: <c>string or null</c>.</summary>
    public override string ToString()
    {
        if (Kinds == ValueKinds.Any)
            return "any value";
        var kinds = Kinds;
        var names = new (ValueKinds Kind, string Name)[]
        {
            (ValueKinds.Boolean, "boolean"), (ValueKinds.Whole, "integer"), (ValueKinds.Floating | ValueKinds.Exact, "number"), (ValueKinds.Text, "string"),
            (ValueKinds.Date, "date"), (ValueKinds.List, "array"), (ValueKinds.Map, "object"), (ValueKinds.Function, "lambda"), (ValueKinds.Null, "null"),
        }.Where(n => (kinds & n.Kind) != 0).Select(n => n.Name);
        return string.Join(" or ", names);
    }
}
