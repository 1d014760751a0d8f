using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components.Reading;

/// <summary>Reads the short form of the fields of a component: a path to each, with the name of a type or a map.</summary>
/// <param name="hasTenant">Whether the fields are in the organization's object, which goes without saying then.</param>
/// <param name="references">Finds data types.</param>
/// <param name="diagnostics">Told of what is wrong.</param>
internal sealed class ComponentFields(bool hasTenant, ComponentReferences references, DiagnosticBag diagnostics)
{
    /// <summary>Reads the fields.</summary>
    public void Read(Node.Mapping declared, FieldBuilder fields)
    {
        var form = new FieldForm(node => references.Find(ComponentKinds.DataType, node), diagnostics);
        var paths = declared.Entries.Select(e => (Path: PathOf(e.Key), Entry: e)).ToList();
        var parents = paths.Select(p => FieldName.Parent(p.Path)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, Value.Map?>(StringComparer.Ordinal);
        foreach (var (path, entry) in paths)
        {
            if (!FieldName.IsValid(path, allowTenant: !hasTenant))
            {
                diagnostics.Add(ComponentDiagnostics.BadField(
                    entry.KeySpan,
                    $"'{entry.Key}' is not the path of a field",
                    "names consist of letters, digits, dashes and underscores and do not begin with an underscore; dots lead to a field of an object, '[].' to one of the items of a list"));
                continue;
            }

            if (seen.ContainsKey(path))
                diagnostics.Add(ComponentDiagnostics.BadField(entry.KeySpan, $"the field '{path}' is declared twice", "remove one of the two"));
            else if ((seen[path] = form.Read(path, entry.Value, parents.Contains(path))) is { } field)
                Set(fields, path, field, entry.Value);
        }

        CheckParents(paths, seen);
    }

    /// <summary>Sets a field, with the places of its parts.</summary>
    public static void Set(FieldBuilder fields, string path, Value.Map field, Node node)
    {
        foreach (var (name, value) in field.Entries)
            fields.Set(value, (node as Node.Mapping)?[name]?.Span ?? node.Span, "fields", path, name);
        fields.Mark(node.Span, "fields", path);
    }

    private string PathOf(string key) => hasTenant ? FieldName.InTenant(key) : key;

    /// <summary>A declared field that others lie below must be of a type that has fields.</summary>
    private void CheckParents(IEnumerable<(string Path, MappingEntry Entry)> paths, Dictionary<string, Value.Map?> seen)
    {
        foreach (var (path, entry) in paths)
        {
            if (FieldName.Parent(path) is not { } parent || seen.GetValueOrDefault(parent) is not { } above)
                continue;
            var needed = FieldName.Parts(path).Reverse().Skip(1).First().Below switch { "items" => FieldTypes.Array, "additionalProperties" => FieldTypes.Map, _ => FieldTypes.Object };
            if (above.TextOf("type") != needed)
                diagnostics.Add(ComponentDiagnostics.BadField(entry.KeySpan, $"the field '{parent}' is not of the type '{needed}', so that '{path}' cannot be below it", "change its type, or move the field"));
        }
    }
}
