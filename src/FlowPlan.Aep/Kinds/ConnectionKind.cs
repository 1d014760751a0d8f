using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds;

/// <summary>Base connections: the HTTP API's inlets with fields of their own, and those of any other source passed through.</summary>
internal sealed class ConnectionKind(FlowServiceClient client, RetrySettings settings, TimeProvider time)
    : FlowServiceKind(client, settings, time)
{
    public override KindDescription Description { get; } = new(
        "connection",
        "connections",
        [
            new("id", "the connection's id"),
            new("inletId", "the id of the HTTP inlet"),
            new("inletUrl", "the URL that producers post records to"),
            new("name", "its name"),
        ],
        [
            new("type/id", FieldChangeEffect.Replace),
            new("type/version", FieldChangeEffect.Replace),
            new("dataType", FieldChangeEffect.Replace),
            new("sourceId", FieldChangeEffect.Replace),
            new("authenticationRequired", FieldChangeEffect.Update) { ResetTo = Value.Of(false) },
            new("auth/specName", FieldChangeEffect.Replace),
            new("auth/params", FieldChangeEffect.Update) { WriteOnly = true },
            new("auth/params/*", FieldChangeEffect.Update) { WriteOnly = true, Whole = true },
            new("params", FieldChangeEffect.Replace) { Whole = true },
        ],
        [])
    {
        SecretPaths = ["auth/params"],
        PublicFields = ["sourceId", "streamName"],
        IdFormat = IdFormats.Uuid,
    };

    protected override string Collection => "connections";

    public override Value.Map Canonicalize(Value.Map fields) =>
        CanonicalForms.Rewrite(fields, "type", "version", CanonicalForms.FullVersion);

    public override string? NaturalKey(Value.Map fields) =>
        // The service takes the name for a source id that is not given.
        Keys.Of(FieldPath.Find(fields, "type/id"), fields["name"], fields["sourceId"] ?? fields["name"]);

    public override string? AlternateKey(Value.Map fields) => Keys.Of(FieldPath.Find(fields, "type/id"), fields["sourceId"]);

    public override string? DeleteConsequence(LiveObject live) =>
        live.Attributes.TextOf("inletUrl") is { } url ? $"the inlet URL goes; producers posting to {url} will fail" : null;

    public override string? ReplaceConsequence(LiveObject live) =>
        live.Attributes.TextOf("inletUrl") is { } url ? $"the inlet URL changes; producers posting to {url} will fail" : null;

    protected override Value.Map FieldsOf(JsonElement element)
    {
        var isHttpApi = element.TextAt("connectionSpec", "id") == WellKnown.HttpApi;
        Value? OfInlet(string key) => isHttpApi ? element.ValueAt("auth", "params", key) : null;
        return Canonicalize(Value.Map.Of(
            ("name", element.ValueAt("name")),
            ("description", element.ValueAt("description")),
            ("type", Keys.Group(("id", element.ValueAt("connectionSpec", "id")), ("version", element.ValueAt("connectionSpec", "version")))),
            ("dataType", OfInlet("dataType")),
            ("authenticationRequired", isHttpApi ? OfInlet("authenticationRequired") ?? Value.Of(false) : null),
            ("sourceId", OfInlet("sourceId")),
            ("streamName", OfInlet("name")),
            ("auth", Keys.Group(("specName", element.ValueAt("auth", "specName")))),
            ("params", element.ValueAt("params"))));
    }

    protected override Value.Map MoreAttributesOf(JsonElement element) => Value.Map.Of(
        ("inletUrl", element.ValueAt("auth", "params", "inletUrl")),
        ("inletId", element.ValueAt("auth", "params", "inletId")));

    protected override JsonObject BodyOf(Value.Map fields, Payload payload)
    {
        var isHttpApi = FieldPath.Find(fields, "type/id") is Value.Text { Content: WellKnown.HttpApi };
        var declared = (FieldPath.Find(fields, "auth/params") as Value.Map ?? Value.Map.Empty).Entries
            .Select(e => (e.Key, payload.Node(e.Value)));
        var parameters = Payload.Object(
        [
            ("sourceId", payload.Node(fields["sourceId"])),
            ("dataType", payload.Node(fields["dataType"])),
            ("name", payload.Node(fields["streamName"])),
            ("authenticationRequired", payload.Node(fields["authenticationRequired"])),
            .. declared,
        ]);
        var specName = payload.Node(FieldPath.Find(fields, "auth/specName")) ?? (isHttpApi ? WellKnown.StreamingAuth : null);
        return Payload.Object(
            ("name", payload.Node(fields["name"])),
            ("description", payload.Node(fields["description"])),
            ("connectionSpec", payload.Node(fields["type"])),
            ("auth", Payload.Object(("specName", specName), ("params", parameters))),
            ("params", payload.Node(fields["params"])))!;
    }

    protected override async Task AddOperationsAsync(
        JsonPatch patch, Payload payload, UpdateRequest request, FieldWrite change, CancellationToken cancellationToken)
    {
        switch (change.Path.Keys)
        {
            case ["name" or "description"]:
                SetOrRemove(patch, payload, request, change, "/" + change.Path);
                break;
            case ["authenticationRequired"]:
                SetOrRemove(patch, payload, request, change, "/auth/params/authenticationRequired");
                break;
            case ["streamName"]:
                SetOrRemove(patch, payload, request, change, "/auth/params/name");
                break;
            case ["auth", "params", .. var keys] when keys.Length > 0:
                await AddParameterAsync(patch, payload, request, change, JsonPatch.Pointer(["auth", "params", .. keys]), cancellationToken);
                break;
            case ["auth", "params"]:
                // An empty map: there is nothing to send.
                break;
            default:
                throw NotInPlace(request, change);
        }
    }

    /// <summary>What is write-only is not among the fields read, so whether it is there is looked up.</summary>
    private async Task AddParameterAsync(
        JsonPatch patch, Payload payload, UpdateRequest request, FieldWrite change, string pointer, CancellationToken cancellationToken)
    {
        var element = await Client.GetAsync(Collection, request.Live.Id, cancellationToken) ?? default;
        var isThere = element.At([.. FieldPath.Parse(pointer[1..]).Keys]).ValueKind != JsonValueKind.Undefined;
        if (change.Value is not null)
            patch.Set(pointer, isThere, payload.Node(change.Value));
        else if (isThere)
            patch.Remove(pointer);
    }
}
