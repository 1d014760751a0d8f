using System.Collections.Immutable;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Sources;

/// <summary>Where a key of a source's block goes in the body of a source connection.</summary>
/// <param name="Key">The key.</param>
/// <param name="Families">The families of sources that have it.</param>
/// <param name="Path">The field.</param>
internal sealed record SourceParameter(string Key, ImmutableArray<SourceFamily> Families, FieldPath Path);

/// <summary>The keys by which a block says what to read from a source by name, in place of <c>data</c> and <c>params</c>.</summary>
internal static class SourceParameters
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<SourceParameter> All { get; } =
    [
        new("path", [SourceFamily.Files], FieldPath.Of("params", "path")),
        new("pathType", [SourceFamily.Files], FieldPath.Of("params", "type")),
        new("recursive", [SourceFamily.Files], FieldPath.Of("params", "recursive")),
        new("format", [SourceFamily.Files], FieldPath.Of("data", "format")),
        new("delimiter", [SourceFamily.Files], FieldPath.Of("data", "properties", "columnDelimiter")),
        new("encoding", [SourceFamily.Files], FieldPath.Of("data", "properties", "encoding")),
        new("compression", [SourceFamily.Files], FieldPath.Of("data", "properties", "compressionType")),
        new("table", [SourceFamily.Tables], FieldPath.Of("params", "tableName")),
        new("columns", [SourceFamily.Tables], FieldPath.Of("params", "columns")),
        new("stream", [SourceFamily.Stream], FieldPath.Of("params", "stream")),
        new("eventHub", [SourceFamily.Stream], FieldPath.Of("params", "eventHubName")),
        new("consumerGroup", [SourceFamily.Stream], FieldPath.Of("params", "consumerGroup")),
        new("topic", [SourceFamily.Stream], FieldPath.Of("params", "topicName")),
        new("subscription", [SourceFamily.Stream], FieldPath.Of("params", "subscriptionName")),
        new("reset", [SourceFamily.Stream], FieldPath.Of("params", "reset")),
        new("dataType", [SourceFamily.Stream], FieldPath.Of("params", "dataType")),
    ];

    /// <summary>The keys that a source must have.</summary>
    public static ImmutableArray<string> RequiredBy(SourceType source) => source switch
    {
        { Family: SourceFamily.Files } => ["path", "format"],
        { Family: SourceFamily.Tables } => ["table"],
        { Name: "kinesis" } => ["stream"],
        { Name: "event-hubs" } => ["eventHub"],
        _ => ["topic", "subscription"],
    };

    /// <summary>The keys that a source may have.</summary>
    public static IEnumerable<string> KeysOf(SourceType source) => All
        .Where(p => p.Families.Contains(source.Family) && p.Key switch
        {
            "stream" => source.Name == "kinesis",
            "eventHub" or "consumerGroup" => source.Name == "event-hubs",
            "topic" or "subscription" => source.Name == "pubsub",
            "reset" => source.Name != "pubsub",
            _ => true,
        })
        .Select(p => p.Key);
}
