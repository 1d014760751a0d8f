using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Reading;

/// <summary>
/// Reads the JSON Schema of a component as the registry returns it or Adobe's guides write it. Computed keys are ignored; nothing else may pass
/// unseen, because it would be missing from the component that is made.
/// </summary>
/// <param name="hasTenant">Whether the fields must be in the organization's object.</param>
/// <param name="references">Finds data types.</param>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class ComponentJson(bool hasTenant, ComponentReferences references, DiagnosticBag diagnostics)
{
    private static readonly string[] Known =
    [
        "title", "description", "type", "properties", "definitions", "required", "allOf", "meta:intendedToExtend",
        "$id", "$schema", "meta:altId", "version", "imsOrg", "meta:abstract", "meta:class", "meta:containerId", "meta:createdDate", "meta:extends", "meta:extensible",
        "meta:registryMetadata", "meta:resourceType", "meta:sandboxId", "meta:sandboxType", "meta:tenantNamespace", "meta:xdmType", "meta:status", "refs",
    ];

    private static readonly string[] KnownInFields =
    [
        "type", "title", "description", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "enum", "default", "meta:enum", "items", "properties",
        "required", "$ref", "additionalProperties", "meta:xdmType", "meta:status", "meta:xdmField", "meta:titleId", "meta:descriptionId", "examples",
    ];

    /// <summary>Reads the fields; false when there are faults, which are reported.</summary>
    public bool Read(Node.Mapping body, FieldBuilder fields)
    {
        var faults = diagnostics.ToSorted().Length;
        if (body.Entries.Where(e => !Known.Contains(e.Key)).ToList() is { Count: > 0 } unknown)
        {
            diagnostics.Add(ComponentDiagnostics.BadComponent(
                unknown[0].KeySpan, $"a definition cannot hold {string.Join(", ", unknown.Select(e => $"'{e.Key}'"))}", "remove it, or declare the fields in the manifest"));
        }

        if (body.ToValue() is not Value.Map json)
            return false;
        var read = ComponentBody.Read(json, hasTenant, null);
        if (read.Outside is { } outside)
        {
            diagnostics.Add(ComponentDiagnostics.BadField(
                body.Span, $"the field '{outside}' is not in the object of the organization", "put own fields under _tenant, or declare them in the manifest, where that object goes without saying"));
        }

        var parents = read.Fields.Keys.Select(FieldName.Parent).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var (path, (field, root, keys)) in read.Fields.OrderBy(f => f.Key, StringComparer.Ordinal))
            ReadField(path, field, NodeAt(body, root.Concat(keys)) ?? body, fields, parents.Contains(path));
        return diagnostics.ToSorted().Length == faults;
    }

    private void ReadField(string path, Value.Map field, Node node, FieldBuilder fields, bool hasLower)
    {
        if (node is Node.Mapping parts && parts.Entries.FirstOrDefault(e => !KnownInFields.Contains(e.Key)) is { Key: not null } unknown)
            diagnostics.Add(ComponentDiagnostics.BadField(unknown.KeySpan, $"the field '{path}' cannot hold '{unknown.Key}'", $"expected one of: {string.Join(", ", KnownInFields)}"));
        else if (path != FieldName.Tenant && !FieldName.IsValid(path, allowTenant: !hasTenant))
            diagnostics.Add(ComponentDiagnostics.BadField(node.Span, $"'{path}' is not the path of a field", "names consist of letters, digits, dashes and underscores and do not begin with an underscore"));
        else if (Secrets.In(field))
            diagnostics.Add(ComponentDiagnostics.BadField(node.Span, $"the field '{path}' holds a secret", "all users of the platform can see it; use a variable that is not sensitive"));
        else if (FieldRules.FaultIn(field, hasLower) is { } fault)
            diagnostics.Add(ComponentDiagnostics.BadField(node.Span, $"the field '{path}' {fault}", "see docs/manifest.md for the form of a field"));
        else if (path != FieldName.Tenant)
            ComponentFields.Set(fields, path, Resolved(field, node), node);
    }

    private Value.Map Resolved(Value.Map field, Node node)
    {
        if ((node as Node.Mapping)?["$ref"] is { } reference && references.Find(ComponentKinds.DataType, reference) is { } target)
            field = field.With("ref", target);
        return field["items"] is Value.Map items && (node as Node.Mapping)?["items"] is { } inner ? field.With("items", Resolved(items, inner)) : field;
    }

    private static Node? NodeAt(Node? node, IEnumerable<string> keys)
    {
        foreach (var key in keys)
            node = (node as Node.Mapping)?[key];
        return node;
    }
}
