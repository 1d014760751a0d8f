using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>Why a field differs.</summary>
public enum DifferenceCause
{
    /// <summary>The manifest changed since the last apply, or declares the field for the first time.</summary>
    Manifest,

    /// <summary>The live object drifted: somebody changed it on the platform since the last apply.</summary>
    Drift,

    /// <summary>Both the manifest and the live object changed, to different values.</summary>
    Both,

    /// <summary>A resource that the field refers to gets a new value in this plan.</summary>
    Reference,
}

/// <summary>One field that a plan writes.</summary>
/// <param name="Path">The field's path.</param>
/// <param name="Live">What the live object has; null for nothing.</param>
/// <param name="Planned">What it will have; null when the field is removed. A <see cref="Value.Reference"/> is known only after apply.</param>
/// <param name="LastApplied">What was last applied; null for nothing.</param>
/// <param name="Cause">Why it differs.</param>
/// <param name="Effect">Whether it can be changed in place.</param>
public sealed record FieldDifference(
    FieldPath Path,
    Value? Live,
    Value? Planned,
    Value? LastApplied,
    DifferenceCause Cause,
    FieldChangeEffect Effect)
{
    /// <summary>What the change does to people and data, where it does something.</summary>
    public string? Consequence { get; init; }

    /// <summary>Whether the change loses data, which needs approval like a deletion; <see cref="Consequence"/> says what.</summary>
    public bool LosesData { get; init; }

    /// <summary>For drift: what the manifest declares now, if that is neither what was last applied nor what is live.</summary>
    public Value? Declared { get; init; }

    /// <summary>Where the manifest declares the field, where known.</summary>
    public SourceSpan? Span { get; init; }

    /// <summary>Whether the field is one member of a set: the last key is the member, and the value is true.</summary>
    public bool IsSetMember { get; init; }

    /// <summary>Whether the field is a part of a node of a tree: the last key but one is the path of the node, with dots between its names.</summary>
    public bool IsTreePart { get; init; }

    /// <summary>Whether one of the sides is secret, so that no side may be shown.</summary>
    public bool IsSensitive => Secrets.In(Planned) || Secrets.In(Live) || Secrets.In(LastApplied);

    /// <summary>Whether the live value is the one that the service gave the field when it did not keep what was written.</summary>
    public bool WasNotKept(ResourceState state) => state.NotKept[Path.ToString()] is { } kept && kept == (Live ?? Value.NullValue);

    /// <summary>The path with unescaped dots for people: <c>schema.version</c>, <c>fields.person.name.firstName</c>.</summary>
    public string DisplayPath => Path.ToDisplay();
}
