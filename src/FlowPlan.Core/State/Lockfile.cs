using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.State;

/// <summary>The state of one project and environment: the objects that FlowPlan manages there.</summary>
public sealed record Lockfile
{
    /// <summary>The version of the format that this program writes.</summary>
    public const int CurrentVersion = 2;

    /// <summary>A random ID given to the first lockfile of a project and environment; it never changes afterwards.</summary>
    public required string Lineage { get; init; }

    /// <summary>Increases by one with every write that changes something.</summary>
    public required long Serial { get; init; }

    /// <summary>What the lockfile belongs to; it is used for nothing else.</summary>
    public required DeploymentScope Scope { get; init; }

    /// <summary>The project of the manifest.</summary>
    public string Project => Scope.Project;

    /// <summary>The environment of the manifest.</summary>
    public string Environment => Scope.Environment;

    /// <summary>The organization in which the sandbox is.</summary>
    public string Organization => Scope.Organization;

    /// <summary>The sandbox in which the objects are.</summary>
    public string Sandbox => Scope.Sandbox;

    /// <summary>The objects by address, deposed ones included.</summary>
    public ImmutableSortedDictionary<ResourceAddress, ResourceState> Resources { get; init; } =
        ImmutableSortedDictionary<ResourceAddress, ResourceState>.Empty;

    /// <summary>The values of the manifest's outputs.</summary>
    public Value.Map Outputs { get; init; } = Value.Map.Empty;

    /// <summary>Whether two lockfiles have the same content, apart from the serial.</summary>
    public bool SaysTheSameAs(Lockfile other) =>
        Lineage == other.Lineage
        && Scope == other.Scope
        && Outputs == other.Outputs
        && Resources.SequenceEqual(other.Resources);
}

/// <summary>The recorded state of one object.</summary>
public sealed record ResourceState
{
    /// <summary>The ID that the service gave it.</summary>
    public required string Id { get; init; }

    /// <summary>The etag or version after the last write of ours.</summary>
    public string? Etag { get; init; }

    /// <summary>The declared fields as last applied, references resolved, secrets as digests.</summary>
    public required Value.Map Fields { get; init; }

    /// <summary>The computed attributes as last read, such as <c>inletUrl</c>.</summary>
    public Value.Map Attributes { get; init; } = Value.Map.Empty;

    /// <summary>
    /// Fields that cannot be changed in place and that the service did not keep as they were written: by path the value that it has instead, null
    /// where it has none. Remembered so that the object is not replaced by one that would not differ.
    /// </summary>
    public Value.Map NotKept { get; init; } = Value.Map.Empty;

    /// <summary>The resources that it refers to, sorted; they are deleted after it.</summary>
    public ImmutableArray<ResourceAddress> Dependencies { get; init; } = [];

    /// <summary>Whether it is protected against deletion, remembered so that removing the block does not remove the protection.</summary>
    public bool PreventDestroy { get; init; }

    /// <inheritdoc/>
    public bool Equals(ResourceState? other) =>
        other is not null
        && Id == other.Id
        && Etag == other.Etag
        && Fields == other.Fields
        && Attributes == other.Attributes
        && NotKept == other.NotKept
        && Dependencies.AsSpan().SequenceEqual(other.Dependencies.AsSpan())
        && PreventDestroy == other.PreventDestroy;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Etag, Fields);
}
