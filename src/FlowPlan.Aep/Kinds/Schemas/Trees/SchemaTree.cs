using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Trees;

/// <summary>An own class, field group or data type.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Fields">Its content.</param>
internal sealed record OwnComponent(string Kind, Value.Map Fields);

/// <summary>The fields of a schema as a tree, from own components and the table of standard ones.</summary>
internal sealed class SchemaTree
{
    private static readonly ConditionalWeakTable<DesiredGraph, ConcurrentDictionary<ResourceAddress, XdmField>> Made = [];

    private readonly Func<Value, OwnComponent?> find;

    private SchemaTree(Func<Value, OwnComponent?> find) => this.find = find;

    /// <summary>The fields of a schema, found once for all its mappings; null where it is only referred to and has no copy.</summary>
    public static XdmField? Of(DesiredResource? schema, DesiredGraph graph) => schema is null || (schema.Existing is not null && SchemaCopyFile.FieldsOf(schema) is null)
        ? null
        : Made.GetOrCreateValue(graph).GetOrAdd(schema.Address, static (_, of) => Make(of.Schema, of.Graph), (Schema: schema, Graph: graph));

    /// <summary>The fields of a resolved schema, which are all that it has.</summary>
    public static XdmField OfResolved(Value.Map fields)
    {
        var root = new XdmField { IsComplete = true };
        new SchemaTree(_ => null).AddFields(fields, root);
        return root;
    }

    /// <summary>The fields of a schema.</summary>
    /// <param name="schema">Its content.</param>
    /// <param name="find">Finds an own component by how the schema or another component refers to it; null where it is not known.</param>
    public static XdmField Of(Value.Map schema, Func<Value, OwnComponent?> find)
    {
        var (tree, root) = (new SchemaTree(find), new XdmField());
        foreach (var part in SchemaFields.PartsOf(schema))
            tree.Add(part, root);
        if (schema["class"] is null)
            root.IsOpen = true;
        return root;
    }

    private static XdmField Make(DesiredResource schema, DesiredGraph graph) =>
        SchemaCopyFile.FieldsOf(schema) is { } copied ? OfResolved(copied) : Of(schema.Fields, part => FindIn(graph, part));

    private static OwnComponent? FindIn(DesiredGraph graph, Value part) =>
        part is Value.Reference { Address: var address } && graph.Find(address) is { Existing: null } component ? new(address.Kind, component.Fields) : null;

    private void Add(Value part, XdmField root)
    {
        if (part is Value.Text(var id) && !XdmIds.IsOwn(id))
        {
            StandardTree.Add(XdmIds.ToUri(id), root);
            return;
        }

        if (find(part) is not { } component)
        {
            root.IsOpen = true;
            return;
        }

        if (component.Kind == ComponentKinds.Class)
            StandardTree.Add(BehaviorOf(component), root);
        AddOwn(component, component.Kind == ComponentKinds.DataType ? root : root.Child(FieldName.Tenant));
    }

    private static string BehaviorOf(OwnComponent component) =>
        component.Fields.TextOf("behavior") is { } behavior ? XdmIds.ToUri(behavior.Contains('/', StringComparison.Ordinal) ? behavior : StandardTable.Base + "data/" + behavior) : "";

    private void AddOwn(OwnComponent component, XdmField parent) => AddFields(component.Fields["fields"] as Value.Map ?? Value.Map.Empty, parent);

    private void AddFields(Value.Map fields, XdmField parent)
    {
        foreach (var (path, declared) in fields.Entries)
        {
            if (declared is Value.Map field)
                Fill(parent.At(path), field);
        }
    }

    private void Fill(XdmField field, Value.Map declared)
    {
        field.IsRequired |= declared["required"] == Value.Of(true);
        if (declared["ref"] is { } type)
        {
            field.Add(f => Add(type, f));
            return;
        }

        field.Type = declared.TextOf("type") ?? field.Type;
        if (declared["enum"] is Value.List values)
            field.Enum = [.. values.Items.Select(v => v.ToString())];
        if (declared["items"] is Value.Map items)
            Fill(field.Items, items);
    }
}
