using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>What FlowPlan knows of the objects that it made or took over, for one project and environment.</summary>
public sealed record Lockfile
{
    /// <summary>The version of the format that this program writes.</summary>
    public const int CurrentVersion = 1;

    /// <summary>A random id given when the first lockfile of a project and environment is made; never changes after.</summary>
    public required string Lineage { get; init; }

    /// <summary>Goes up by one with every write that changes something.</summary>
    public required long Serial { get; init; }

    /// <summary>The project of the manifest.</summary>
    public required string Project { get; init; }

    /// <summary>The environment of the manifest.</summary>
    public required string Environment { get; init; }

    /// <summary>The sandbox in which the objects are.</summary>
    public required string Sandbox { get; init; }

    /// <summary>The organization in which the sandbox is.</summary>
    public required string Organization { get; init; }

    /// <summary>The objects by address.</summary>
    public ImmutableSortedDictionary<ResourceAddress, ResourceState> Resources { get; init; } =
        ImmutableSortedDictionary<ResourceAddress, ResourceState>.Empty;

    /// <summary>The values of the manifest's outputs.</summary>
    public Value.Map Outputs { get; init; } = Value.Map.Empty;

    /// <summary>Whether two lockfiles say the same, serials aside.</summary>
    public bool SaysTheSameAs(Lockfile other) =>
        Lineage == other.Lineage
        && Project == other.Project
        && Environment == other.Environment
        && Sandbox == other.Sandbox
        && Organization == other.Organization
        && Outputs == other.Outputs
        && Resources.SequenceEqual(other.Resources);
}

/// <summary>What is recorded of one object.</summary>
public sealed record ResourceState
{
    /// <summary>The id that the service gave it.</summary>
    public required string Id { get; init; }

    /// <summary>The etag or version after the last write of ours.</summary>
    public string? Etag { get; init; }

    /// <summary>The declared fields as last applied, references resolved, secrets as digests.</summary>
    public required Value.Map Fields { get; init; }

    /// <summary>The computed attributes as last read, such as <c>inletUrl</c>.</summary>
    public Value.Map Attributes { get; init; } = Value.Map.Empty;

    /// <summary>The resources that it refers to, sorted; they are deleted after it.</summary>
    public ImmutableArray<ResourceAddress> Dependencies { get; init; } = [];

    /// <summary>Whether the manifest guards it against deletion, remembered so that removing the block does not lift the guard.</summary>
    public bool PreventDestroy { get; init; }

    /// <inheritdoc/>
    public bool Equals(ResourceState? other) =>
        other is not null
        && Id == other.Id
        && Etag == other.Etag
        && Fields == other.Fields
        && Attributes == other.Attributes
        && Dependencies.AsSpan().SequenceEqual(other.Dependencies.AsSpan())
        && PreventDestroy == other.PreventDestroy;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Etag, Fields);
}
