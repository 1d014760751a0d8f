using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Bodies;

/// <summary>One mapping of a set, to be written in either form.</summary>
/// <param name="Destination">The path of the schema that it fills.</param>
/// <param name="Source">The source attribute, or the expression.</param>
/// <param name="SourceType">What the source is, such as <c>ATTRIBUTE</c>.</param>
/// <param name="IsIdentity">Whether it is marked as an identity.</param>
/// <param name="Rest">What else the live mapping has, such as a description; empty for a new one.</param>
internal sealed record MappingEntry(string? Destination, JsonNode? Source, string SourceType, bool IsIdentity, JsonObject Rest)
{
    /// <summary>The mapping of a declared field.</summary>
    public static MappingEntry Of(string destination, Value field, Payload payload, JsonObject rest)
    {
        var map = MappingFields.Canonicalize(field) as Value.Map ?? throw new InvalidOperationException("A mapping's field is a map.");
        var isIdentity = map["identity"] is Value.Bool { IsTrue: true };
        return new(destination, payload.Node(map["expression"] ?? map["static"] ?? map["source"]), TypeOf(map), isIdentity, rest);
    }

    private static string TypeOf(Value.Map field) => field["expression"] is not null ? "EXPRESSION" : field["static"] is not null ? "STATIC" : "ATTRIBUTE";
}
