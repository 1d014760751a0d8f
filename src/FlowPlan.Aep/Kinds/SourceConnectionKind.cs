using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Source connections. The service does not carry their edits into a flow, so all but name and description replaces.</summary>
internal sealed class SourceConnectionKind(FlowServiceClient client, RetrySettings settings, TimeProvider time)
    : FlowServiceKind(client, settings, time)
{
    public override KindDescription Description { get; } = new(
        "sourceConnection",
        "sourceConnections",
        [
            new("id", "the source connection's id"),
            new("name", "its name"),
        ],
        [
            new("baseConnectionId", FieldChangeEffect.Replace),
            new("spec", FieldChangeEffect.Replace),
            new("data", FieldChangeEffect.Replace) { Whole = true },
            new("params", FieldChangeEffect.Replace) { Whole = true },
        ],
        [
            new("baseConnectionId", "connection"),
        ])
    {
        CreateBeforeDestroy = true,
        IdFormat = IdFormats.Uuid,
    };

    protected override string Collection => "sourceConnections";

    public override Value.Map Canonicalize(Value.Map fields) =>
        CanonicalForms.Rewrite(fields, "spec", "version", CanonicalForms.FullVersion);

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["baseConnectionId"], fields["name"]);

    protected override Value.Map FieldsOf(JsonElement element) => Canonicalize(Value.Map.Of(
        ("name", element.ValueAt("name")),
        ("description", element.ValueAt("description")),
        ("baseConnectionId", element.ValueAt("baseConnectionId")),
        ("spec", Keys.Group(("id", element.ValueAt("connectionSpec", "id")), ("version", element.ValueAt("connectionSpec", "version")))),
        ("data", element.ValueAt("data")),
        ("params", element.ValueAt("params"))));

    protected override JsonObject BodyOf(Value.Map fields, Payload payload) => Payload.Object(
        ("name", payload.Node(fields["name"])),
        ("description", payload.Node(fields["description"])),
        ("baseConnectionId", payload.Node(fields["baseConnectionId"])),
        ("connectionSpec", payload.Node(fields["spec"])),
        ("data", payload.Node(fields["data"])),
        ("params", payload.Node(fields["params"])))!;

    protected override Task AddOperationsAsync(
        JsonPatch patch, Payload payload, UpdateRequest request, FieldWrite change, CancellationToken cancellationToken)
    {
        if (change.Path.Keys is not ["name" or "description"])
            throw NotInPlace(request, change);
        SetOrRemove(patch, payload, request, change, "/" + change.Path);
        return Task.CompletedTask;
    }
}
