namespace FlowPlan.DataPrep.Values;

/// <summary>Kinds of values; several together say what a value may be.</summary>
[Flags]
public enum ValueKinds
{
    /// <summary>No value at all.</summary>
    None = 0,

    /// <summary>The null value.</summary>
    Null = 1,

    /// <summary>A boolean.</summary>
    Boolean = 2,

    /// <summary>A number without a fraction, of any size.</summary>
    Whole = 4,

    /// <summary>A floating-point number.</summary>
    Floating = 8,

    /// <summary>A decimal number.</summary>
    Exact = 16,

    /// <summary>A string.</summary>
    Text = 32,

    /// <summary>A date with time and zone.</summary>
    Date = 64,

    /// <summary>An array.</summary>
    List = 128,

    /// <summary>An object or a map.</summary>
    Map = 256,

    /// <summary>A lambda.</summary>
    Function = 512,

    /// <summary>Any number.</summary>
    Number = Whole | Floating | Exact,

    /// <summary>Anything that a field can have.</summary>
    Any = Null | Boolean | Number | Text | Date | List | Map,
}
