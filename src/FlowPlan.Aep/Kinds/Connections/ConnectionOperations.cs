using System.Text.Json;
using System.Text.Json.Nodes;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Kinds.Common;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Kinds.Connections;

/// <summary>The calls of base connections. Secret parameters are written and never read back.</summary>
internal sealed class ConnectionOperations(KindDefinition kind, AepServices services) : FlowServiceOperations(kind, services)
{
    protected override string Collection => "connections";

    protected override Value.Map FieldsOf(JsonElement element)
    {
        var isHttpApi = element.TextAt("connectionSpec", "id") == WellKnown.HttpApi;
        Value? OfInlet(string key) => isHttpApi ? element.ValueAt("auth", "params", key) : null;
        return Value.Map.Of(
            ("name", element.ValueAt("name")),
            ("description", element.ValueAt("description")),
            ("type", SpecificationAt(element, "connectionSpec")),
            ("dataType", OfInlet("dataType")),
            ("authenticationRequired", isHttpApi ? OfInlet("authenticationRequired") ?? Value.Of(false) : null),
            ("sourceId", OfInlet("sourceId")),
            ("streamName", OfInlet("name")),
            ("auth", Keys.Group(("specName", element.ValueAt("auth", "specName")))),
            ("params", element.ValueAt("params")));
    }

    protected override Value.Map MoreAttributesOf(JsonElement element) => Value.Map.Of(
        ("inletUrl", element.ValueAt("auth", "params", "inletUrl")),
        ("inletId", element.ValueAt("auth", "params", "inletId")));

    /// <summary>The names of the secret parameters and the type of variable that each needs; never their values.</summary>
    protected override Value.Map ExportFactsOf(JsonElement element)
    {
        var given = element.At("auth", "params");
        return element.TextAt("connectionSpec", "id") == WellKnown.HttpApi || given.ValueKind != JsonValueKind.Object
            ? Value.Map.Empty
            : Value.Map.Of(("parameters", Value.Map.Of(
                given.EnumerateObject().DistinctBy(p => p.Name).Select(p => KeyValuePair.Create(p.Name, Value.Of(TypeOf(p.Value)))))));
    }

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
        JsonPatchBuilder patch, Payload payload, UpdateRequest request, FieldWrite change, CancellationToken cancellationToken)
    {
        switch (change.Path.Keys)
        {
            case ["authenticationRequired"]:
                SetOrRemove(patch, payload, request, change, "/auth/params/authenticationRequired");
                break;
            case ["streamName"]:
                SetOrRemove(patch, payload, request, change, "/auth/params/name");
                break;
            case ["auth", "params", _, ..]:
                // The first of them adds all.
                if (request.Changes.First(c => c.Path.IsAtOrBelow("auth/params")) == change)
                    await AddParametersAsync(patch, payload, request, cancellationToken);
                break;
            case ["auth", "params"]:
                // An empty map: there is nothing to send.
                break;
            default:
                await base.AddOperationsAsync(patch, payload, request, change, cancellationToken);
                break;
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "list",
        JsonValueKind.Object => "map",
        _ => "string",
    };

    /// <summary>Write-only parameters are not among the fields that were read: one call shows which of them are present.</summary>
    private async Task AddParametersAsync(JsonPatchBuilder patch, Payload payload, UpdateRequest request, CancellationToken cancellationToken)
    {
        var element = await Client.GetAsync(Collection, request.Live.Id, cancellationToken) ?? default;
        foreach (var change in request.Changes)
        {
            if (change.Path.Keys is not ["auth", "params", _, ..] path)
                continue;
            var isPresent = element.At([.. path]).ValueKind != JsonValueKind.Undefined;
            patch.SetOrRemove(JsonPatchBuilder.Pointer(path), isPresent, payload.Node(change.Value));
        }
    }
}
