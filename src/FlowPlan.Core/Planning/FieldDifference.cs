using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>Who moved a field away from where the others have it.</summary>
public enum DifferenceCause
{
    /// <summary>The manifest changed since the last apply, or declares the field for the first time.</summary>
    Manifest,

    /// <summary>The platform drifted: somebody changed the live object since the last apply.</summary>
    Drift,

    /// <summary>Both the manifest and the live object changed, to different values.</summary>
    Both,

    /// <summary>A resource that the field refers to gets a new value in this plan.</summary>
    Reference,
}

/// <summary>One field that a plan writes.</summary>
/// <param name="Path">The field's path: keys joined by <c>/</c>, <c>/</c> inside a key written <c>~1</c>.</param>
/// <param name="Live">What the live object has; null for nothing.</param>
/// <param name="Planned">What it will have; null when the field is removed. A <see cref="Value.Reference"/> is known only after apply.</param>
/// <param name="LastApplied">What was last applied; null for nothing.</param>
/// <param name="Cause">Who moved it.</param>
/// <param name="Effect">What the change costs.</param>
public sealed record FieldDifference(
    string Path,
    Value? Live,
    Value? Planned,
    Value? LastApplied,
    DifferenceCause Cause,
    FieldChangeEffect Effect)
{
    /// <summary>What the change means in words of the data, where it is dear.</summary>
    public string? Consequence { get; init; }

    /// <summary>Where drift is looked for: what the manifest wants by now, when that is neither what was last applied nor what is live.</summary>
    public Value? Declared { get; init; }

    /// <summary>Where the manifest declares the field, where known.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>The path with unescaped dots for people: <c>schema.version</c>, <c>fields.person.name.firstName</c>.</summary>
    public string DisplayPath => FieldPath.ToDisplay(Path);
}
