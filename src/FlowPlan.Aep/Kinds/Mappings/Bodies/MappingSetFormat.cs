using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Mappings.Bodies;

/// <summary>The two forms of a mapping set's body: that of the API's description, and the older one of the streaming tutorial.</summary>
/// <param name="Tutorial">Whether the tutorial's form is written.</param>
internal sealed record MappingSetFormat(bool Tutorial)
{
    /// <summary>The form for the path that is set.</summary>
    public static MappingSetFormat Of(AepSettings settings) => new(settings.MappingSetsPath == AepSettings.TutorialMappingSetsPath);

    /// <summary>The whole set.</summary>
    /// <param name="fields">Canonical fields.</param>
    /// <param name="version">The version that the set has, for the tutorial's form.</param>
    /// <param name="payload">Remembers the secrets that go in.</param>
    /// <param name="live">The set that the body replaces; null for a new one.</param>
    public JsonObject Body(Value.Map fields, long version, Payload payload, LiveMappingSet? live = null)
    {
        var declared = fields["fields"] as Value.Map ?? Value.Map.Empty;
        var schema = SchemaReference.In(fields);
        var mappings = (live?.Others(declared) ?? [])
            .Concat(declared.Entries.Select(f => MappingEntry.Of(f.Key, f.Value, payload, With(TextsOf(fields, f.Key, payload), live?.RestOf(f.Key) ?? []))));
        var own = Tutorial
            ? Payload.Object(
                ("version", version),
                ("name", payload.Node(fields["name"])),
                ("xdmSchema", payload.Node(schema.Id)),
                ("xdmVersion", payload.Node(Versions.Full(schema.Version ?? Value.Of(SchemaReference.DefaultVersion)))),
                ("mappings", new JsonArray([.. mappings.Select(m => OfTutorial(m, version))])))
            : Payload.Object(
                ("name", payload.Node(fields["name"])),
                ("outputSchema", new JsonObject { ["schemaRef"] = schema.ToMappingSet(payload) }),
                ("mappings", new JsonArray([.. mappings.Select(OfDescription)])));
        foreach (var flag in MappingFields.Flags.Where(f => fields[f] is not null))
            own![flag] = payload.Node(fields[flag]);

        // An input schema that stays has more than its reference, such as a sample.
        if (live?.Rest.ContainsKey(MappingFields.InputSchema) != true && SchemaReference.In(fields, MappingFields.InputSchema) is { Id: not null } input)
            own![MappingFields.InputSchema] = new JsonObject { ["schemaRef"] = input.ToMappingSet(payload) };
        return With(own!, live?.Rest ?? []);
    }

    /// <summary>The declared name and description of a field.</summary>
    private static JsonObject TextsOf(Value.Map fields, string target, Payload payload) =>
        Payload.Object([.. MappingFields.Texts.Select(t => (t.Key, payload.Node((fields[t.Group] as Value.Map)?[target])))]) ?? [];

    private static JsonObject OfTutorial(MappingEntry mapping, long version) => With(
        Payload.Object(
            ("destinationXdmPath", mapping.Destination),
            ("sourceAttribute", mapping.Source),
            ("sourceType", mapping.SourceType == "ATTRIBUTE" ? null : mapping.SourceType),
            ("identity", mapping.IsIdentity),
            ("version", version))!,
        mapping.Rest);

    private static JsonObject OfDescription(MappingEntry mapping) => With(
        Payload.Object(
            ("sourceType", mapping.SourceType),
            ("source", mapping.Source),
            ("destination", mapping.Destination),
            ("identity", mapping.IsIdentity ? true : null))!,
        mapping.Rest);

    private static JsonObject With(JsonObject body, JsonObject rest)
    {
        foreach (var (key, node) in rest)
            body.TryAdd(key, node?.DeepClone());
        return body;
    }
}
