using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.SourceConnections;

/// <summary>The calls of source connections.</summary>
internal sealed class SourceConnectionOperations(KindDefinition kind, AepServices services) : FlowServiceOperations(kind, services)
{
    protected override string Collection => "sourceConnections";

    protected override Value.Map FieldsOf(JsonElement element) => Value.Map.Of(
        ("name", element.ValueAt("name")),
        ("description", element.ValueAt("description")),
        ("baseConnectionId", element.ValueAt("baseConnectionId")),
        ("spec", SpecificationAt(element, "connectionSpec")),
        ("data", element.ValueAt("data")),
        ("params", element.ValueAt("params")));

    protected override JsonObject BodyOf(Value.Map fields, Payload payload) => Payload.Object(
        ("name", payload.Node(fields["name"])),
        ("description", payload.Node(fields["description"])),
        ("baseConnectionId", payload.Node(fields["baseConnectionId"])),
        ("connectionSpec", payload.Node(fields["spec"])),
        ("data", payload.Node(fields["data"])),
        ("params", payload.Node(fields["params"])))!;
}
