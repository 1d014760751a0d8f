using System.Text.Json.Nodes;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Writing;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>The classes that a field group is made for.</summary>
internal sealed class ClassesPart : IComponentPart
{
    private const string Key = "classes";
    private const string Property = "meta:intendedToExtend";

    public IReadOnlyList<string> ManifestKeys => [Key];

    public string? Read(Node.Mapping body, ComponentReferences references, DiagnosticBag diagnostics, FieldBuilder fields)
    {
        if ((body[Key] ?? body[Property]) is not Node.Sequence { Items: { IsEmpty: false } items } list)
            return Key;

        foreach (var item in items)
        {
            if (references.Find(ComponentKinds.Class, item) is { } found)
                ComponentSets.Set(fields, Key, item.Span, item.ToValue().ToString(), found);
        }

        fields.Mark(list.Span, Key);
        return null;
    }

    public Value.Map Canonicalize(Value.Map fields) => ComponentSets.Canonicalize(fields, Key);

    public void AddTo(JsonObject body, Value.Map fields) => body[Property] = Ids((fields[Key] as Value.Map ?? Value.Map.Empty).Entries.Select(e => e.Key));

    public IEnumerable<(string Key, Value? Value)> FieldsOf(Value.Map json) =>
        [(Key, Keys.Group([.. IdsIn(json).Select(id => (XdmIds.ToUri(id), (Value?)Value.Of(true)))]))];

    public string? UnsupportedIn(Value.Map json) => ComponentBody.ForeignReferences(json).Any() ? "it extends other components" : null;

    public bool Update(UpdateRequest request, FieldWrite change, JsonObject body)
    {
        if (change.Path.Keys is not [Key, var member])
            return false;
        var id = ComponentSets.IdOf(member, change.Value);
        var ids = (body[Property] as JsonArray ?? []).Select(n => (string)n!).Where(i => XdmIds.ToUri(i) != id).ToList();
        body[Property] = Ids(change.Value is null ? ids : ids.Append(id));
        return true;
    }

    public void Write(Value.Map fields, BlockWriter block) => block.Set(new YamlEntry(
        Key, new Yaml.List([.. (fields[Key] as Value.Map ?? Value.Map.Empty).Entries.Select(e => StandardComponents.ShortNameOf(e.Key) is { } name ? Yaml.Literal(name) : block.KeyOrId(ComponentKinds.Class, e.Key))])));

    private static IEnumerable<string> IdsIn(Value.Map json) => ((json[Property] as Value.List)?.Items ?? []).OfType<Value.Text>().Select(t => t.Content);

    private static JsonArray Ids(IEnumerable<string> ids) => new([.. ids.Select(i => JsonValue.Create(i))]);
}
