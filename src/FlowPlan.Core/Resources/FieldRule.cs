using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>What a change of a field costs.</summary>
public enum FieldChangeEffect
{
    /// <summary>The service changes it in place.</summary>
    Update,

    /// <summary>The service cannot change it: the object is replaced.</summary>
    Replace,

    /// <summary>Neither is possible: the change is refused with an explanation.</summary>
    Refuse,
}

/// <summary>How a kind treats one field, or all fields below one.</summary>
/// <param name="Path">The field's path in the kind's field space; <c>*</c> stands for one key. The longest match wins.</param>
/// <param name="Effect">What a change costs.</param>
public sealed record FieldRule(FieldPattern Path, FieldChangeEffect Effect)
{
    /// <summary>What the field becomes when the manifest no longer declares it; null where it is removed.</summary>
    public Value? DefaultValue { get; init; }

    /// <summary>What removing the field from the manifest costs, where that differs from <see cref="Effect"/>.</summary>
    public FieldChangeEffect? OnRemove { get; init; }

    /// <summary>The service does not give the value back in a comparable form (a secret): compared with what was last applied only.</summary>
    public bool WriteOnly { get; init; }

    /// <summary>Compared and shown as one value, not key by key.</summary>
    public bool IsAtomic { get; init; }

    /// <summary>
    /// The service defines the content of the field, such as the parameters of a source. Only declared entries are compared, at any depth; null
    /// counts as absent, lists are compared by position, and a string equals a number or a boolean in its canonical spelling.
    /// </summary>
    public bool IsFreeForm { get; init; }

    /// <summary>Two texts that differ only in the case of their letters are the same, because the service does not keep it.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The field is a set, kept as a map from each member to true; plans show the members.</summary>
    public bool IsSet { get; init; }

    /// <summary>
    /// The field is a tree, kept as a map from the path of each node, with dots between its names, to a map of what the node is; plans show the nodes
    /// below each other.
    /// </summary>
    public bool IsTree { get; init; }

    /// <summary>
    /// Why a change is costly or impossible; of removing the field, where <see cref="OnRemove"/> is set. What a replacement costs
    /// the kind tells from the live object (<see cref="IResourceKind.ReplaceConsequence"/>).
    /// </summary>
    public string? Consequence { get; init; }

    /// <summary>Why removing it from the manifest is costly or impossible, where that differs from changing it.</summary>
    public string? RemoveConsequence { get; init; }

    /// <summary>The one value whose choice is costly, and why; null where <see cref="Consequence"/> holds for every change.</summary>
    public (Value Value, string Consequence)? CostlyValue { get; init; }

    /// <summary>What is lost when the field of a live object goes from one value to another, one phrase; null where nothing is. Losing it needs approval.</summary>
    public Func<Value?, Value?, string?>? LossOf { get; init; }

    /// <summary>Why bringing the field to a value is costly; null where it is not.</summary>
    public string? ConsequenceOf(Value? planned) =>
        CostlyValue is not { } costly ? Consequence : Equals(planned, costly.Value) ? costly.Consequence : null;
}
