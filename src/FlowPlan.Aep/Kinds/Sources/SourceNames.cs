using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Sources;

/// <summary>The name of its source that a block tells those that refer to it.</summary>
internal static class SourceNames
{
    /// <summary>The key under which it is told.</summary>
    public const string Key = "source";

    /// <summary>The name that a connection's block gives; null where it names its specification by id.</summary>
    public static Value? Of(Node.Mapping connection) =>
        connection["type"] is Node.Scalar { Value: Value.Text(var name) } && SourceTable.Find(name) is not null ? Value.Of(name) : null;

    /// <summary>The source that a block told; null where it told none.</summary>
    public static SourceType? In(Value.Map? defaults) => defaults?.TextOf(Key) is { } name ? SourceTable.Find(name) : null;
}
