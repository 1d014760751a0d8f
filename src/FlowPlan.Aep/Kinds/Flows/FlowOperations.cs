using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Flows;

/// <summary>The calls of flows. The mapping is a transformation whose index is found at run time; the state is changed by actions.</summary>
internal sealed class FlowOperations(KindDefinition kind, AepServices services) : FlowServiceOperations(kind, services)
{
    private readonly FlowState flowState = new(services);

    protected override string Collection => "flows";

    public override async Task<UpdatedObject> UpdateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var state = request.Changes.FirstOrDefault(c => c.Path == "enabled");
        var others = request with { Changes = [.. request.Changes.Where(c => c.Path != "enabled")] };
        var updated = others.Changes.Count == 0
            ? new UpdatedObject(request.Live.Etag)
            : await base.UpdateAsync(others, cancellationToken);
        if (state is null)
            return updated;

        // An action takes no etag. After a patch, which does, nobody else can have been here; without one the flow is looked at.
        if (others.Changes.Count == 0)
            await EnsureSameButForStateAsync(request, cancellationToken);
        var wanted = state.Value is not Value.Bool { IsTrue: false };
        return new(await flowState.SetStateAsync(request, wanted, updated.Etag, cancellationToken));
    }

    public override IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose == CallPurpose.Update
        ? ["PATCH /flows/{id}", "POST /flows/{id}/action?op=enable|disable"]
        : base.DescribeCalls(purpose);

    protected override Value.Map FieldsOf(JsonElement element)
    {
        var mapping = element.ItemsAt("transformations").FirstOrDefault(FlowMapping.IsMapping);
        return Value.Map.Of(
        [
            ("name", element.ValueAt("name")),
            ("description", element.ValueAt("description")),
            ("flowSpec", SpecificationAt(element, "flowSpec")),
            ("sourceConnectionId", First(element, "sourceConnectionIds")),
            ("targetConnectionId", First(element, "targetConnectionIds")),
            ("mapping", Keys.Group(("id", mapping.ValueAt("params", "mappingId")), ("version", mapping.ValueAt("params", "mappingVersion")))),
            ("enabled", Value.Of(FlowState.IsEnabled(element.TextAt("state")))),
            ("schedule", element.ValueAt("scheduleParams")),
            .. FlowTransformations.FieldsOf(element),
        ]);
    }

    protected override string? UnsupportedPartOf(JsonElement element)
    {
        var (others, twice) = (FlowTransformations.OthersIn(element).ToList(), FlowTransformations.TwiceIn(element).FirstOrDefault());
        var more = FlowTransformations.MoreIn(element).ToList();
        return element switch
        {
            _ when element.ItemsAt("sourceConnectionIds").Count() > 1 => "flows with several source connections are not supported",
            _ when element.ItemsAt("targetConnectionIds").Count() > 1 => "flows with several target connections are not supported",
            _ when !element.ItemsAt("sourceConnectionIds").Any() => "it has no source connection",
            _ when !element.ItemsAt("targetConnectionIds").Any() => "it has no target connection",
            _ when others.Count > 0 => $"it has transformations other than a mapping: {string.Join(", ", others)}",
            _ when twice == FlowMapping.Name => "it has several mappings",
            _ when more.Count > 0 => $"its transformations have further parameters: {string.Join(", ", more)}",
            _ when twice is not null => $"it has several transformations of the name {twice}",
            _ when element.TextAt("state") is { } state && !FlowState.IsKnown(state) => $"it is in state '{state}'",
            _ => null,
        };
    }

    protected override JsonObject BodyOf(Value.Map fields, Payload payload) => Payload.Object(
        ("name", payload.Node(fields["name"])),
        ("description", payload.Node(fields["description"])),
        ("flowSpec", payload.Node(fields["flowSpec"])),
        ("sourceConnectionIds", new JsonArray(payload.Node(fields["sourceConnectionId"]))),
        ("targetConnectionIds", new JsonArray(payload.Node(fields["targetConnectionId"]))),
        ("transformations", FlowTransformations.Of(fields, payload)),
        ("scheduleParams", payload.Node(fields["schedule"])))!;

    protected override async Task AddOperationsAsync(
        JsonPatchBuilder patch, Payload payload, UpdateRequest request, FieldWrite change, CancellationToken cancellationToken)
    {
        switch (change.Path.Keys)
        {
            case ["schedule", ..]:
                FreeFormPatch.Add(patch, payload, request, change, "/scheduleParams");
                break;
            case ["mapping", ..] or [FlowTransformations.CopyField or FlowTransformations.EncryptionField, ..] when request.Changes.Any(FlowTransformations.Concerns):
                // All go together: the first of the changes brings them.
                if (request.Changes.First(c => c.Path.IsAtOrBelow("mapping") || FlowTransformations.Concerns(c)) == change)
                    await FlowTransformations.AddOperationsAsync(Client, patch, payload, request, cancellationToken);
                break;
            case ["mapping", ..]:
                // Id and version go together: the first of them brings both.
                if (request.Changes.First(c => c.Path.IsAtOrBelow("mapping")) == change)
                    await FlowMapping.AddOperationsAsync(Client, patch, payload, request, cancellationToken);
                break;
            default:
                await base.AddOperationsAsync(patch, payload, request, change, cancellationToken);
                break;
        }
    }

    /// <summary>Its state may have moved by itself, or to where it is wanted; anything else was somebody's change.</summary>
    private async Task EnsureSameButForStateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(request.Live.Id, cancellationToken);
        if (now is null || !now.Fields.Without("enabled").Equals(request.Live.Fields.Without("enabled")))
            throw ConcurrencyGuard.Changed(request.Address, request.Live, now is null);
    }

    private static Value? First(JsonElement element, string list) =>
        element.ItemsAt(list).Select(i => (Value?)ValueJson.Read(i)).FirstOrDefault();
}
