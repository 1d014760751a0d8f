using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>
/// The form of a schema's definition. A file is not covered by the manifest's JSON Schema, so nothing in it may pass
/// unseen: what is not understood would be missing from the schema that is made.
/// </summary>
internal static class SchemaDefinitionForm
{
    /// <summary>Keys that a definition copied from the registry has and that say nothing about what to make.</summary>
    private static readonly string[] Computed =
    [
        "$id", "meta:altId", "version", "imsOrg", "meta:abstract", "meta:class", "meta:containerId", "meta:createdDate", "meta:extends", "meta:extensible",
        "meta:registryMetadata", "meta:resourceType", "meta:sandboxId", "meta:sandboxType", "meta:tenantNamespace", "meta:xdmType", "refs",
    ];

    /// <summary>Parts of a schema that a definition cannot hold, and that the registry gives back empty.</summary>
    private static readonly string[] OwnParts = ["properties", "definitions", "required"];

    private static readonly string[] Known =
        ["title", "description", "type", "allOf", "class", "fieldGroups", "profile", "meta:immutableTags"];

    /// <summary>Reports what a definition cannot hold, or holds in a wrong form.</summary>
    public static void Check(Node.Mapping body, DiagnosticBag diagnostics)
    {
        var unknown = body.Entries.Where(e => !Known.Contains(e.Key) && !Computed.Contains(e.Key) && !IsEmptyPart(e)).ToList();
        if (unknown.Count > 0)
        {
            diagnostics.Add(SchemaDiagnostics.BadDefinition(
                unknown[0].KeySpan,
                $"a schema definition cannot hold {string.Join(", ", unknown.Select(e => $"'{e.Key}'"))}",
                $"expected one of: {string.Join(", ", Known)}; custom fields belong in a field group"));
        }

        foreach (var entry in body.Entries)
        {
            if (Expected(entry) is { } expected)
                diagnostics.Add(SchemaDiagnostics.BadDefinition(entry.Value.Span, $"'{entry.Key}' must be {expected}", Example(entry.Key)));
        }

        if (body["allOf"] is not null && (body.Entry("class") ?? body.Entry("fieldGroups")) is { } both)
            diagnostics.Add(BlockDiagnostics.NotTogether(both.KeySpan, both.Key, "'allOf'"));
    }

    private static string? Expected(MappingEntry entry) => entry.Key switch
    {
        "title" or "class" or "meta:class" => IsText(entry.Value) ? null : "a string",
        "description" => entry.Value is Node.Scalar { Value: Value.Text or Value.Secret } ? null : "a string",
        "type" => entry.Value is Node.Scalar { Value: Value.Text("object") } ? null : "\"object\"",
        "profile" => entry.Value is Node.Scalar { Value: Value.Bool } ? null : "true or false",
        "fieldGroups" or "meta:immutableTags" => entry.Value is Node.Sequence { Items: var items } && items.All(IsText) ? null : "a list of strings",
        "allOf" => entry.Value is Node.Sequence { Items: var parts } && parts.All(IsReference) ? null : "a list of {\"$ref\": \"…\"} and nothing else",
        _ => null,
    };

    private static string Example(string key) => key switch
    {
        "allOf" => "custom fields belong in a field group, which the schema then refers to",
        "fieldGroups" => "give the $id of each field group",
        _ => "see docs/manifest.md for the form of a definition",
    };

    private static bool IsText(Node node) => node is Node.Scalar { Value: Value.Secret or Value.Text { Content.Length: > 0 } };

    /// <summary>The registry adds the type to each reference.</summary>
    private static bool IsReference(Node node) => node is Node.Mapping { Entries: var entries }
        && entries.Any(e => e.Key == "$ref" && IsText(e.Value))
        && entries.All(e => e.Key == "$ref" || (e.Key is "type" or "meta:xdmType" && e.Value is Node.Scalar { Value: Value.Text("object") }));

    private static bool IsEmptyPart(MappingEntry entry) => OwnParts.Contains(entry.Key) && entry.Value switch
    {
        Node.Mapping { Entries.IsEmpty: true } or Node.Sequence { Items.IsEmpty: true } => true,
        _ => false,
    };
}
