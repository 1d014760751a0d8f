using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>The streaming inlets. They acknowledge records and do not store them.</summary>
internal sealed class Inlets(EmulatorContext emulator)
{
    private const int MaxBytes = 1024 * 1024;

    public Reply ReceiveMessage(EmulatorRequest request, string inletId)
    {
        var message = ReadBody(request, inletId);
        if (FlowIdOf(request, message) is null)
            throw StreamingErrors.Of(400, "inlet", "Invalid Message Format", "The flow id is missing.");
        return Reply.Ok(new JsonObject { ["inletId"] = inletId, ["xactionId"] = NewTransactionId(), ["receivedTimeMs"] = emulator.Now });
    }

    public Reply ReceiveBatch(EmulatorRequest request, string inletId)
    {
        var body = ReadBody(request, inletId);
        var responses = (body["messages"] as JsonArray ?? []).Select(m => m is JsonObject message && FlowIdOf(request, message) is not null
            ? new JsonObject { ["xactionId"] = NewTransactionId() }
            : new JsonObject { ["statusCode"] = 400, ["message"] = "The flow id is missing." });
        return new Reply(207, new JsonObject
        {
            ["inletId"] = inletId,
            ["batchId"] = NewTransactionId(),
            ["receivedTimeMs"] = emulator.Now,
            ["responses"] = new JsonArray([.. responses]),
        });
    }

    private JsonObject ReadBody(EmulatorRequest request, string inletId)
    {
        // A sender does not name its organization: an inlet is identified by its ID alone.
        if (emulator.Store.FindAnywhere(Kinds.Inlets, inletId)?.Body is not { } inlet)
            throw StreamingErrors.NoInlet();
        if (request.Body.Length > MaxBytes)
            throw StreamingErrors.Of(413, "inlet", "Payload too large", "A message is at most 1 MB.");
        if (inlet["authenticationRequired"].IsTrue())
            CheckToken(request);
        return request.Json() as JsonObject
            ?? throw StreamingErrors.Of(400, "inlet", "Invalid JSON", "The message is not a JSON object.");
    }

    private void CheckToken(EmulatorRequest request)
    {
        var authorization = request.Header("authorization") ?? string.Empty;
        if (emulator.Tokens.Accept(authorization, emulator.Settings.AcceptAnyToken))
            return;
        var message = authorization.Length == 0 ? "[id] Ims service token is empty" : "[id] Ims service token is not valid";
        throw StreamingErrors.Of(401, "authorization", "Authorization", message);
    }

    private static string? FlowIdOf(EmulatorRequest request, JsonObject message) =>
        request.Header("x-adobe-flow-id") ?? request.QueryValue("x-adobe-flow-id") ?? message.Text("header", "flowId");

    private string NewTransactionId() => $"{emulator.Now}:{Random.Shared.Next(1000, 9999)}:{Random.Shared.Next(100, 999)}";
}
