using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas;

/// <summary>The fields of a declared schema, as far as they are known offline: those of declared and of standard components.</summary>
internal static class SchemaFields
{
    private const int Deepest = 16;

    /// <summary>The parts of a schema: references to declared components, and ids of others.</summary>
    public static IEnumerable<Value> PartsOf(Value.Map schema) =>
        (schema["fieldGroups"] as Value.Map ?? Value.Map.Empty).Entries
            .Select(g => g.Value is Value.Reference ? g.Value : Value.Of(g.Key))
            .Append(schema["class"])
            .OfType<Value>();

    /// <summary>A field of a schema by its path.</summary>
    public static FoundField Find(DesiredResource schema, DesiredGraph graph, string path)
    {
        var names = path.Split('.');
        var result = FoundField.Missing;
        foreach (var part in PartsOf(schema.Fields))
        {
            var found = FindIn(part, graph, names, 0);
            if (found.Type is not null)
                return found;
            result = found.IsUnknown ? found : result;
        }

        return result;
    }

    private static FoundField FindIn(Value part, DesiredGraph graph, ReadOnlySpan<string> names, int depth)
    {
        switch (part)
        {
            case Value.Text(var id) when !XdmIds.IsOwn(id):
                // Standard components have nothing in the object of an organization.
                return names[0] == FieldName.Tenant && StandardTable.All.ContainsKey(XdmIds.ToUri(id)) ? FoundField.Missing : StandardFields.Find(XdmIds.ToUri(id), names);
            case Value.Reference { Address: var address } when depth < Deepest && graph.Find(address) is { Existing: null } component:
                if (component.Address.Kind == ComponentKinds.DataType)
                    return FindDeclared(component, graph, names, depth);
                if (names[0] != FieldName.Tenant)
                    return component.Address.Kind == ComponentKinds.Class ? FoundField.Unknown : FoundField.Missing;
                return names.Length == 1 ? new("object", false) : FindDeclared(component, graph, names[1..], depth);
            default:
                return FoundField.Unknown;
        }
    }

    private static FoundField FindDeclared(DesiredResource component, DesiredGraph graph, ReadOnlySpan<string> names, int depth)
    {
        var fields = component.Fields["fields"] as Value.Map ?? Value.Map.Empty;
        var path = string.Join('.', names.ToArray());
        for (var length = names.Length; length > 0; length--)
        {
            if (fields[string.Join('.', names[..length].ToArray())] is not Value.Map field)
                continue;
            var rest = names[length..];
            if (rest.IsEmpty)
                return new(field["ref"] is null ? field.TextOf("type") ?? FieldTypes.Object : FieldTypes.Object, false);
            return field["ref"] is { } target ? FindIn(target, graph, rest, depth + 1) : FoundField.Missing;
        }

        return fields.Entries.Any(f => f.Key.StartsWith(path + ".", StringComparison.Ordinal)) ? new(FieldTypes.Object, false) : FoundField.Missing;
    }
}
