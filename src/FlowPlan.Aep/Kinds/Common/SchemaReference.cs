using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Common;

/// <summary>
/// A reference to a version of a schema: the fields <c>schema/id</c> and <c>schema/version</c>, or those of another group. Every service writes the version in
/// another form; <see cref="Versions"/> reads them all.
/// </summary>
/// <param name="Id">The schema's <c>$id</c>; null where there is none.</param>
/// <param name="Version">The version as declared or as the service returned it.</param>
internal sealed record SchemaReference(Value? Id, Value? Version)
{
    /// <summary>The version that goes without saying.</summary>
    public const string DefaultVersion = "1.0";

    private const string Group = "schema";

    /// <summary>The reference among an object's fields.</summary>
    public static SchemaReference In(Value.Map fields, string group = Group) =>
        fields[group] is Value.Map reference ? new(reference["id"], reference["version"]) : new(null, null);

    /// <summary>The reference as a group of fields; null where there is neither part.</summary>
    public Value.Map? ToFields() => Keys.Group(("id", Id), ("version", Version));

    /// <summary>Rewrites the version among fields to its form with a minor part, such as <c>1.0</c>.</summary>
    public static Value.Map WithFullVersion(Value.Map fields, string group = Group) => WithUri(CanonicalForms.Rewrite(fields, group, "version", Versions.Full), group);

    /// <summary>Rewrites the version among fields to its major part, such as <c>1</c>.</summary>
    public static Value.Map WithMajorVersion(Value.Map fields) => WithUri(CanonicalForms.Rewrite(fields, Group, "version", Versions.Major), Group);

    /// <summary>Rewrites the id among fields to the <c>$id</c>: a <c>meta:altId</c> names the same schema.</summary>
    private static Value.Map WithUri(Value.Map fields, string group) => CanonicalForms.Rewrite(fields, group, "id", XdmIds.ToUri);

    /// <summary>The wire form of Catalog: id and a content type with the major version.</summary>
    public JsonObject? ToCatalog(Payload payload) => Payload.Object(
        ("id", payload.Node(Id)),
        ("contentType", $"application/vnd.adobe.xed+json;version={Versions.Major(Version ?? Value.Of("1"))}"));

    /// <summary>The wire form of a target connection: id and a media type with the full version.</summary>
    public JsonObject? ToTargetConnection(Payload payload) => Payload.Object(
        ("id", payload.Node(Id)),
        ("version", Version is null ? null : $"application/vnd.adobe.xed-full+json;version={Versions.Full(Version)}"));

    /// <summary>The wire form of Data Prep: id and a content type with the major version.</summary>
    public JsonObject? ToMappingSet(Payload payload) => Payload.Object(
        ("id", payload.Node(Id)),
        ("contentType", $"application/vnd.adobe.xed-full+json;version={Versions.Major(Version ?? Value.Of(DefaultVersion))}"));
}
