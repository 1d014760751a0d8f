namespace FlowPlan.Core.Manifests.Validation;

/// <summary>How a value breaks a rule of a schema.</summary>
internal enum SchemaFaultKind
{
    /// <summary>It has another type.</summary>
    Type,

    /// <summary>A map has a key that is not allowed.</summary>
    UnknownKey,

    /// <summary>A map lacks a key.</summary>
    MissingKey,

    /// <summary>It is not one of the values allowed.</summary>
    NotAllowed,

    /// <summary>A string does not match the pattern.</summary>
    Form,

    /// <summary>It is too short, too long, too small or too large.</summary>
    Bounds,

    /// <summary>It has none of the forms that are possible.</summary>
    NoForm,

    /// <summary>It has several forms where it must have one.</summary>
    SeveralForms,
}

/// <summary>One fault that the check of a schema found.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Place">The value.</param>
/// <param name="Rule">The rule that it breaks.</param>
internal sealed record SchemaFault(SchemaFaultKind Kind, NodePlace Place, SchemaRule Rule)
{
    /// <summary>The key that is unknown or missing.</summary>
    public string Key { get; init; } = string.Empty;

    /// <summary>What is out of bounds, in words.</summary>
    public string Bound { get; init; } = string.Empty;

    /// <summary>Where the value has none of several forms, the faults against each.</summary>
    public IReadOnlyList<IReadOnlyList<SchemaFault>> Forms { get; init; } = [];
}
