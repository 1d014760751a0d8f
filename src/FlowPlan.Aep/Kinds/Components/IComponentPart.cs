using System.Text.Json.Nodes;
using FlowPlan.Aep.Kinds.Components.References;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Components;

/// <summary>What a kind of components has besides title and fields: the classes of a field group, the behavior of a class.</summary>
internal interface IComponentPart
{
    /// <summary>The keys of the block that hold it.</summary>
    IReadOnlyList<string> ManifestKeys { get; }

    /// <summary>Reads it from a block, or from a JSON Schema; the key that is missing, or null.</summary>
    string? Read(Node.Mapping body, ComponentReferences references, DiagnosticBag diagnostics, FieldBuilder fields);

    /// <summary>Brings it into the form in which it is compared.</summary>
    Value.Map Canonicalize(Value.Map fields);

    /// <summary>Adds it to the body of a new component.</summary>
    void AddTo(JsonObject body, Value.Map fields);

    /// <summary>Its fields of a live component.</summary>
    IEnumerable<(string Key, Value? Value)> FieldsOf(Value.Map json);

    /// <summary>Why a live component cannot be represented; null where it can.</summary>
    string? UnsupportedIn(Value.Map json);

    /// <summary>Adds the operation that carries the changes out; true when it took the change.</summary>
    bool Update(UpdateRequest request, FieldWrite change, JsonObject body);

    /// <summary>Writes it into a block.</summary>
    void Write(Value.Map fields, BlockWriter block);
}
