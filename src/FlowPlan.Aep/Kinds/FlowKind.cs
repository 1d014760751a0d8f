using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Flows. The mapping is a transformation whose place is found at run time; the state is changed by actions.</summary>
internal sealed class FlowKind(FlowServiceClient client, RetrySettings settings, TimeProvider time)
    : FlowServiceKind(client, settings, time)
{
    private readonly FlowState flowState = new(client, settings, time);

    public override KindDescription Description { get; } = new(
        "flow",
        "flows",
        [
            new("id", "the flow's id, which producers send as x-adobe-flow-id"),
            new("name", "its name"),
        ],
        [
            new("flowSpec", FieldChangeEffect.Replace),
            new("sourceConnectionId", FieldChangeEffect.Replace),
            new("targetConnectionId", FieldChangeEffect.Replace),
            new("enabled", FieldChangeEffect.Update) { ResetTo = Value.Of(true) },
            new("schedule", FieldChangeEffect.Update) { Whole = true },
        ],
        [
            new("sourceConnectionId", "sourceConnection") { SameUnit = true, Inline = new("source", " Source") },
            new("targetConnectionId", "targetConnection") { SameUnit = true, Inline = new("target", " Target") },
            new("mapping/id", "mapping"),
        ])
    {
        CreateBeforeDestroy = true,
        IdFormat = IdFormats.Uuid,
    };

    protected override string Collection => "flows";

    public override Value.Map Canonicalize(Value.Map fields)
    {
        var canonical = CanonicalForms.Rewrite(fields, "flowSpec", "version", CanonicalForms.FullVersion);
        canonical = CanonicalForms.Rewrite(canonical, "mapping", "version", CanonicalForms.Integer);
        canonical = CanonicalForms.Rewrite(canonical, "schedule", CanonicalForms.Scalars);
        return canonical["schedule"] is Value.Null or Value.Map { Entries.IsEmpty: true } ? canonical.Without("schedule") : canonical;
    }

    public override string? NaturalKey(Value.Map fields) => Keys.Of(fields["name"]);

    public override string? AlternateKey(Value.Map fields) => Keys.Of(fields["sourceConnectionId"], fields["targetConnectionId"]);

    public override string? DeleteConsequence(LiveObject live) => "data sent to the flow is no longer ingested";

    /// <summary>Senders to an HTTP API inlet name the flow by its id, and the new one has another; other sources are asked by the flow itself.</summary>
    public override string? ReplaceConsequence(LiveObject live) =>
        FieldPath.Find(live.Fields, "flowSpec/id") is Value.Text { Content: WellKnown.FlowSpecWithMapping or WellKnown.FlowSpecWithoutMapping }
            ? $"the flow id changes; records sent with x-adobe-flow-id {live.Id} are no longer ingested"
            : null;

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
        var wanted = state.Value is not Value.Bool { Truth: false };
        return new(await flowState.BringAsync(request, wanted, updated.Etag, cancellationToken));
    }

    public override IReadOnlyList<string> DescribeCalls(CallPurpose purpose) => purpose == CallPurpose.Update
        ? ["PATCH /flows/{id}", "POST /flows/{id}/action?op=enable|disable"]
        : base.DescribeCalls(purpose);

    protected override Value.Map FieldsOf(JsonElement element)
    {
        var mapping = element.ItemsAt("transformations").FirstOrDefault(FlowMapping.IsMapping);
        return Canonicalize(Value.Map.Of(
            ("name", element.ValueAt("name")),
            ("description", element.ValueAt("description")),
            ("flowSpec", Keys.Group(("id", element.ValueAt("flowSpec", "id")), ("version", element.ValueAt("flowSpec", "version")))),
            ("sourceConnectionId", First(element, "sourceConnectionIds")),
            ("targetConnectionId", First(element, "targetConnectionIds")),
            ("mapping", Keys.Group(("id", mapping.ValueAt("params", "mappingId")), ("version", mapping.ValueAt("params", "mappingVersion")))),
            ("enabled", Value.Of(FlowState.IsEnabled(element.TextAt("state")))),
            ("schedule", element.ValueAt("scheduleParams"))));
    }

    protected override JsonObject BodyOf(Value.Map fields, Payload payload) => Payload.Object(
        ("name", payload.Node(fields["name"])),
        ("description", payload.Node(fields["description"])),
        ("flowSpec", payload.Node(fields["flowSpec"])),
        ("sourceConnectionIds", new JsonArray(payload.Node(fields["sourceConnectionId"]))),
        ("targetConnectionIds", new JsonArray(payload.Node(fields["targetConnectionId"]))),
        ("transformations", FlowMapping.Of(fields, payload) is { } mapping ? new JsonArray(mapping) : null),
        ("scheduleParams", payload.Node(fields["schedule"])))!;

    protected override async Task AddOperationsAsync(
        JsonPatch patch, Payload payload, UpdateRequest request, FieldWrite change, CancellationToken cancellationToken)
    {
        switch (change.Path.Keys)
        {
            case ["name" or "description"]:
                SetOrRemove(patch, payload, request, change, "/" + change.Path);
                break;
            case ["schedule", ..]:
                SetOrRemove(patch, payload, request, new("schedule", request.Fields["schedule"]), "/scheduleParams");
                break;
            case ["mapping", ..]:
                // Id and version go together: the first of them brings both.
                if (request.Changes.First(c => c.Path.IsAtOrBelow("mapping")) == change)
                    await FlowMapping.AddOperationsAsync(Client, patch, payload, request, cancellationToken);
                break;
            default:
                throw NotInPlace(request, change);
        }
    }

    /// <summary>Its state may have moved by itself, or to where it is wanted; anything else was somebody's change.</summary>
    private async Task EnsureSameButForStateAsync(UpdateRequest request, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(request.Live.Id, cancellationToken);
        if (now is null || !now.Fields.Without("enabled").Equals(request.Live.Fields.Without("enabled")))
            throw Conflicts.Moved(request.Address, request.Live, now is null);
    }

    private static Value? First(JsonElement element, string list) =>
        element.ItemsAt(list).Select(i => (Value?)ValueJson.Read(i)).FirstOrDefault();
}
