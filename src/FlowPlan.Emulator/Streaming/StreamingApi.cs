using System.Text.Json.Nodes;
using FlowPlan.Emulator.FlowService;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Ims;

namespace FlowPlan.Emulator.Streaming;

/// <summary>The streaming inlets: take records and say that they were taken.</summary>
internal sealed class StreamingApi(EmulatorWorld world, TokenService tokens)
{
    private const int MaxBytes = 1024 * 1024;

    public Reply Handle(EmulatorRequest request, IReadOnlyList<string> path)
    {
        var batch = path.Count == 2 && path[0] == "batch";
        var inletId = path.Count > 0 ? path[^1] : string.Empty;
        if (request.Method != "POST" || FindInlet(inletId) is not { } inlet)
            throw Refused(404, "inlet", "Not found", "The inlet does not exist.");
        if (request.Body.Length > MaxBytes)
            throw Refused(413, "inlet", "Payload too large", "A message is at most 1 MB.");
        if (inlet["authenticationRequired"].IsTrue())
            CheckToken(request);
        if (request.Json() is not JsonObject message)
            throw Refused(400, "inlet", "Invalid JSON", "The message is no JSON object.");
        return batch ? Batch(request, inletId, message) : One(request, inletId, message);
    }

    private Reply One(EmulatorRequest request, string inletId, JsonObject message)
    {
        if (FlowIdOf(request, message) is null)
            throw Refused(400, "inlet", "Invalid Message Format", "The flow id is missing.");
        return Reply.Ok(new JsonObject { ["inletId"] = inletId, ["xactionId"] = Transaction(), ["receivedTimeMs"] = world.Now });
    }

    private Reply Batch(EmulatorRequest request, string inletId, JsonObject body)
    {
        var responses = (body["messages"] as JsonArray ?? []).Select(m => m is JsonObject message && FlowIdOf(request, message) is not null
            ? new JsonObject { ["xactionId"] = Transaction() }
            : new JsonObject { ["statusCode"] = 400, ["message"] = "The flow id is missing." });
        return new Reply(207, new JsonObject
        {
            ["inletId"] = inletId,
            ["batchId"] = Transaction(),
            ["receivedTimeMs"] = world.Now,
            ["responses"] = new JsonArray([.. responses]),
        });
    }

    private static string? FlowIdOf(EmulatorRequest request, JsonObject message) =>
        request.Header("x-adobe-flow-id") ?? request.QueryValue("x-adobe-flow-id") ?? message.Text("header", "flowId");

    private void CheckToken(EmulatorRequest request)
    {
        var authorization = request.Header("authorization") ?? string.Empty;
        if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal) || !tokens.Accepts(authorization["Bearer ".Length..]))
        {
            throw Refused(
                401,
                "authorization",
                "Authorization",
                authorization.Length == 0 ? "[id] Ims service token is empty" : "[id] Ims service token is not valid");
        }
    }

    /// <summary>An inlet is known by its id alone: a sender names no organization.</summary>
    private JsonObject? FindInlet(string id) => world.Store.FindAnywhere(Connections.InletKind, id)?.Body;

    private string Transaction() => $"{world.Now}:{Random.Shared.Next(1000, 9999)}:{Random.Shared.Next(100, 999)}";

    private static RefusedException Refused(int status, string part, string title, string message) => new(new Reply(status, new JsonObject
    {
        ["type"] = $"https://ns.adobe.com/adobecloud/problem/data-collection-service-{part}",
        ["status"] = status.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["title"] = title,
        ["report"] = new JsonObject { ["message"] = message },
    }));
}
