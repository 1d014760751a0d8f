using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Dialect;

/// <summary>
/// The form of a schema's definition. A file is not covered by the manifest's JSON Schema, so nothing in it may pass
/// unseen: what is not understood would be missing from the schema that is made.
/// </summary>
internal static class SchemaDefinitionForm
{
    /// <summary>Keys that a definition copied from the registry has and that say nothing about what to make.</summary>
    private static readonly string[] Computed = ["$id", "meta:altId", "version"];

    private static readonly string[] Known =
        ["title", "description", "type", "allOf", "class", "fieldGroups", "profile", "meta:immutableTags"];

    /// <summary>Reports what a definition cannot hold, or holds in a wrong form.</summary>
    public static void Check(Node.Mapping body, DiagnosticBag found)
    {
        foreach (var entry in body.Entries)
        {
            if (!Known.Contains(entry.Key) && !Computed.Contains(entry.Key))
            {
                found.Add(DialectDiagnostics.BadDefinition(
                    entry.KeySpan,
                    $"a schema definition cannot hold '{entry.Key}'",
                    $"possible: {string.Join(", ", Known)}; own fields belong into a field group"));
            }
            else if (Expected(entry) is { } expected)
            {
                found.Add(DialectDiagnostics.BadDefinition(entry.Value.Span, $"'{entry.Key}' must be {expected}", Example(entry.Key)));
            }
        }

        if (body["allOf"] is not null && (body.Entry("class") ?? body.Entry("fieldGroups")) is { } both)
            found.Add(DialectDiagnostics.NotTogether(both.KeySpan, both.Key, "'allOf'"));
    }

    private static string? Expected(MappingEntry entry) => entry.Key switch
    {
        "title" or "class" => IsText(entry.Value) ? null : "a text",
        "description" => entry.Value is Node.Scalar { Value: Value.Text or Value.Secret } ? null : "a text",
        "type" => entry.Value is Node.Scalar { Value: Value.Text("object") } ? null : "\"object\"",
        "profile" => entry.Value is Node.Scalar { Value: Value.Bool } ? null : "true or false",
        "fieldGroups" or "meta:immutableTags" => entry.Value is Node.Sequence { Items: var items } && items.All(IsText) ? null : "a list of texts",
        "allOf" => entry.Value is Node.Sequence { Items: var parts } && parts.All(IsReference) ? null : "a list of {\"$ref\": \"…\"} and of nothing else",
        _ => null,
    };

    private static string Example(string key) => key switch
    {
        "allOf" => "own fields belong into a field group, which the schema then refers to",
        "fieldGroups" => "give the $id of each field group",
        _ => "see docs/manifest.md for the form of a definition",
    };

    private static bool IsText(Node node) => node is Node.Scalar { Value: Value.Secret or Value.Text { Content.Length: > 0 } };

    private static bool IsReference(Node node) => node is Node.Mapping { Entries: [{ Key: "$ref" } only] } && IsText(only.Value);
}
