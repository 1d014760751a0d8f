using System.Text.Json.Nodes;
using FlowPlan.Aep.Kinds.Components.Fields;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>A data type has nothing but title and fields.</summary>
internal sealed class NoPart : IComponentPart
{
    public IReadOnlyList<string> ManifestKeys => [];

    public string? Read(Node.Mapping body, ComponentReferences references, DiagnosticBag diagnostics, FieldBuilder fields) => null;

    public Value.Map Canonicalize(Value.Map fields) => fields;

    public void AddTo(JsonObject body, Value.Map fields)
    {
    }

    public IEnumerable<(string Key, Value? Value)> FieldsOf(Value.Map json) => [];

    public string? UnsupportedIn(Value.Map json) => ComponentBody.ForeignReferences(json).Any() ? "it extends other components" : null;

    public bool Update(UpdateRequest request, FieldWrite change, JsonObject body) => false;

    public void Write(Value.Map fields, BlockWriter block)
    {
    }
}
