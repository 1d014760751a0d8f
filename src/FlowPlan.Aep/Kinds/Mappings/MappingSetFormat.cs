using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings;

/// <summary>The two forms of a mapping set's body: that of the API's description, and the older one of the streaming tutorial.</summary>
/// <param name="Tutorial">Whether the tutorial's form is written.</param>
internal sealed record MappingSetFormat(bool Tutorial)
{
    /// <summary>The whole set.</summary>
    /// <param name="fields">Canonical fields.</param>
    /// <param name="version">The version that the set has, for the tutorial's form.</param>
    /// <param name="payload">Remembers the secrets that go in.</param>
    public JsonObject Body(Value.Map fields, long version, Payload payload)
    {
        var declared = (fields["fields"] as Value.Map ?? Value.Map.Empty).Entries;
        var schema = SchemaReference.In(fields);
        if (Tutorial)
        {
            return Payload.Object(
                ("version", version),
                ("name", payload.Node(fields["name"])),
                ("xdmSchema", payload.Node(schema.Id)),
                ("xdmVersion", payload.Node(Versions.Full(schema.Version ?? Value.Of(SchemaReference.DefaultVersion)))),
                ("mappings", new JsonArray([.. declared.Select(f => OfTutorial(f.Key, Parts.Of(f.Value), payload, version))])))!;
        }

        return Payload.Object(
            ("name", payload.Node(fields["name"])),
            ("outputSchema", new JsonObject { ["schemaRef"] = schema.ToMappingSet(payload) }),
            ("mappings", new JsonArray([.. declared.Select(f => OfDescription(f.Key, Parts.Of(f.Value), payload))])))!;
    }

    private static JsonObject? OfTutorial(string destination, Parts parts, Payload payload, long version) => Payload.Object(
        ("destinationXdmPath", destination),
        ("sourceAttribute", payload.Node(parts.Source)),
        ("sourceType", parts.IsExpression ? "EXPRESSION" : null),
        ("identity", parts.IsIdentity),
        ("version", version));

    private static JsonObject? OfDescription(string destination, Parts parts, Payload payload) => Payload.Object(
        ("sourceType", parts.IsExpression ? "EXPRESSION" : "ATTRIBUTE"),
        ("source", payload.Node(parts.Source)),
        ("destination", destination),
        ("identity", parts.IsIdentity ? true : null));

    private sealed record Parts(Value? Source, bool IsExpression, bool IsIdentity)
    {
        public static Parts Of(Value field)
        {
            var map = MappingFields.Canonicalize(field) as Value.Map ?? throw new InvalidOperationException("A mapping's field is a map.");
            var expression = map["expression"];
            return new(expression ?? map["source"], expression is not null, map["identity"] is Value.Bool { IsTrue: true });
        }
    }
}
