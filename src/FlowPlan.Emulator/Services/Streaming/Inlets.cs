using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>The streaming inlets. They check and acknowledge records, and do not store them.</summary>
internal sealed class Inlets(EmulatorContext emulator)
{
    private const int MaxBytes = 1024 * 1024;

    private readonly MessageCheck messages = new(emulator);

    public Reply ReceiveMessage(EmulatorRequest request, string inletId)
    {
        var (inlet, message) = Read(request, inletId);
        if (messages.ProblemOf(request, inlet, message) is { } problem)
            throw StreamingErrors.InvalidMessage(problem);
        var response = new JsonObject { ["inletId"] = inletId, ["xactionId"] = NewTransactionId(), ["receivedTimeMs"] = emulator.Now };
        if (request.QueryValue("syncValidation") == "true")
        {
            var violations = messages.Violations(inlet, message);
            if (violations.Count > 0)
                throw StreamingErrors.InvalidMessage("The record does not follow its schema.", violations);
            response["syncValidation"] = new JsonObject { ["status"] = "pass" };
        }

        return Reply.Ok(response);
    }

    public Reply ReceiveBatch(EmulatorRequest request, string inletId)
    {
        var (inlet, body) = Read(request, inletId);
        if (body["messages"] is not JsonArray { Count: > 0 } batch)
            throw StreamingErrors.Of(400, "inlet", "Invalid batch", "messages must be a list with at least one message.");
        var responses = batch.Select(m => messages.ProblemOf(request, inlet, m as JsonObject) is { } problem
            ? new JsonObject { ["statusCode"] = 400, ["message"] = problem }
            : new JsonObject { ["xactionId"] = NewTransactionId() });
        return new Reply(207, new JsonObject
        {
            ["inletId"] = inletId,
            ["batchId"] = NewTransactionId(),
            ["receivedTimeMs"] = emulator.Now,
            ["responses"] = new JsonArray([.. responses]),
        });
    }

    private (JsonObject Inlet, JsonObject Body) Read(EmulatorRequest request, string inletId)
    {
        // A sender does not name its organization: an inlet is identified by its ID alone.
        if (emulator.Store.FindAnywhere(Kinds.Inlets, inletId)?.Body is not { } inlet)
            throw StreamingErrors.NoInlet();
        if (request.Body.Length > MaxBytes)
            throw StreamingErrors.Of(413, "inlet", "Payload too large", "A message is at most 1 MB.");
        if (inlet["authenticationRequired"].IsTrue())
            CheckToken(request);
        return request.Json() is JsonObject body
            ? (inlet, body)
            : throw StreamingErrors.Of(400, "inlet", "Invalid JSON", "The message is not a JSON object.");
    }

    private void CheckToken(EmulatorRequest request)
    {
        var authorization = request.Header("authorization") ?? string.Empty;
        if (emulator.Tokens.Accept(authorization, emulator.Settings.AcceptAnyToken))
            return;
        var message = authorization.Length == 0 ? "[id] Ims service token is empty" : "[id] Ims service token is not valid";
        throw StreamingErrors.Of(401, "authorization", "Authorization", message);
    }

    private string NewTransactionId() => $"{emulator.Now}:{Random.Shared.Next(1000, 9999)}:{Random.Shared.Next(100, 999)}";
}
