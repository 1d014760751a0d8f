using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Resources;

/// <summary>An object as the service has it, projected onto the kind's field space in canonical form.</summary>
public sealed record LiveObject
{
    /// <summary>The id that the service gave it.</summary>
    public required string Id { get; init; }

    /// <summary>Its etag or version, verbatim, for guarded writes and for noticing that it moved; null where the service has none.</summary>
    public string? Etag { get; init; }

    /// <summary>All fields that the kind knows, declared or not, in the canonical form that <see cref="IResourceKind.Canonicalize"/> gives.</summary>
    public required Value.Map Fields { get; init; }

    /// <summary>Computed attributes such as <c>id</c>, <c>inletUrl</c>, <c>version</c>; what references and outputs may name.</summary>
    public required Value.Map Attributes { get; init; }

    /// <summary>A display name for messages.</summary>
    public string? Name { get; init; }

    /// <summary>The <c>project/address</c> that a mark of ours on the object names; null where it bears none.</summary>
    public string? Owner { get; init; }

    /// <summary>
    /// Why the kind cannot represent the whole object, such as a flow with a second source: an update keeps that part, a replacement
    /// loses it. Null when the fields tell everything.
    /// </summary>
    public string? Unsupported { get; init; }

    /// <summary>What a reader of a plan must know of the object and neither its fields nor a difference tells, one sentence without a full stop each.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether the object belongs to no sandbox, such as a schema that all organizations share.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether another object tells all of it as a part of itself, so that an export writes it there.</summary>
    public bool IsPart { get; init; }

    /// <summary>What writing a manifest takes and the fields do not tell, such as the names of secret parameters. Neither compared nor recorded.</summary>
    public Value.Map Export { get; init; } = Value.Map.Empty;

    /// <summary>Who changed it last, as the service tells.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>When it was changed last, as the service tells.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }
}
