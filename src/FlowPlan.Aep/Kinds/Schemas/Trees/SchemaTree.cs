using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Schemas.Trees;

/// <summary>The fields of a declared schema as a tree, from declared components and the table of standard ones.</summary>
internal sealed class SchemaTree
{
    private static readonly ConditionalWeakTable<DesiredGraph, ConcurrentDictionary<ResourceAddress, XdmField>> Made = [];

    private readonly DesiredGraph graph;

    private SchemaTree(DesiredGraph graph) => this.graph = graph;

    /// <summary>The fields of a schema, found once for all its mappings; null where it is only referred to.</summary>
    public static XdmField? Of(DesiredResource? schema, DesiredGraph graph) => schema is null or { Existing: not null }
        ? null
        : Made.GetOrCreateValue(graph).GetOrAdd(schema.Address, static (_, of) => Make(of.Schema, of.Graph), (Schema: schema, Graph: graph));

    private static XdmField Make(DesiredResource schema, DesiredGraph graph)
    {
        var (tree, root) = (new SchemaTree(graph), new XdmField());
        foreach (var part in SchemaFields.PartsOf(schema))
            tree.Add(part, root);
        if (schema.Fields["class"] is null)
            root.IsOpen = true;
        return root;
    }

    private void Add(Value part, XdmField root)
    {
        switch (part)
        {
            case Value.Text(var id) when !XdmIds.IsOwn(id):
                StandardTree.Add(XdmIds.ToUri(id), root);
                break;
            case Value.Reference { Address: var address } when graph.Find(address) is { Existing: null } component:
                if (component.Address.Kind == ComponentKinds.Class)
                    StandardTree.Add(BehaviorOf(component), root);
                AddDeclared(component, component.Address.Kind == ComponentKinds.DataType ? root : root.Child(FieldName.Tenant));
                break;
            default:
                root.IsOpen = true;
                break;
        }
    }

    private static string BehaviorOf(DesiredResource component) =>
        component.Fields.TextOf("behavior") is { } behavior ? XdmIds.ToUri(behavior.Contains('/', StringComparison.Ordinal) ? behavior : StandardTable.Base + "data/" + behavior) : "";

    private void AddDeclared(DesiredResource component, XdmField parent)
    {
        foreach (var (path, declared) in (component.Fields["fields"] as Value.Map ?? Value.Map.Empty).Entries)
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
