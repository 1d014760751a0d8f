using System.Text.Json.Nodes;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>The behavior of a class: whether its objects are records or events.</summary>
internal sealed class BehaviorPart : IComponentPart
{
    private const string Key = "behavior";
    private const string Base = "https://ns.adobe.com/xdm/data/";

    /// <summary>The behaviors.</summary>
    private static readonly string[] Names = ["record", "time-series"];

    public IReadOnlyList<string> ManifestKeys => [Key];

    public string? Read(Node.Mapping body, ComponentReferences references, DiagnosticBag diagnostics, FieldBuilder fields)
    {
        if (body[Key] is Node.Scalar declared)
        {
            if (Names.Contains(declared.Value.ToString()))
                fields.Set(declared.Value, declared.Span, Key);
            else
                diagnostics.Add(ComponentDiagnostics.BadComponent(declared.Span, $"'{declared.Value}' is not a behavior", "write 'record' or 'time-series'"));
            return null;
        }

        var ids = (body["allOf"] as Node.Sequence)?.Items.Select(i => (i as Node.Mapping)?["$ref"]).OfType<Node.Scalar>().ToList() ?? [];
        if (ids.Find(i => NameOf(i.Value.ToString()) is not null) is { } id)
            fields.Set(Value.Of(NameOf(id.Value.ToString())!), id.Span, Key);
        else
            return Key;
        return null;
    }

    public Value.Map Canonicalize(Value.Map fields) => fields;

    public void AddTo(JsonObject body, Value.Map fields) =>
        body["allOf"]!.AsArray().Insert(0, new JsonObject { ["$ref"] = Base + fields.TextOf(Key) });

    public IEnumerable<(string Key, Value? Value)> FieldsOf(Value.Map json) =>
        [(Key, ComponentBody.ForeignReferences(json).Select(NameOf).FirstOrDefault(n => n is not null) is { } name ? Value.Of(name) : null)];

    public string? UnsupportedIn(Value.Map json) => ComponentBody.ForeignReferences(json).ToList() is [var only] && NameOf(only) is not null
        ? null
        : "it does not have exactly one of the behaviors record and time-series";

    public bool Update(UpdateRequest request, FieldWrite change, JsonObject body) => false;

    public void Write(Value.Map fields, BlockWriter block) => block.Set(Key, fields[Key]);

    private static string? NameOf(string id) => id.StartsWith(Base, StringComparison.Ordinal) && Names.Contains(id[Base.Length..]) ? id[Base.Length..] : null;
}
