using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>The streaming inlets. They check records, acknowledge them, and keep them with their dataset.</summary>
internal sealed class Inlets(EmulatorContext emulator)
{
    private readonly RequestChecks requests = new(emulator);
    private readonly MessageCheck messages = new(emulator);
    private readonly RecordValidation validation = new(emulator);
    private readonly SynchronousValidation synchronous = new(emulator);
    private long transactions;

    public Reply ReceiveMessage(EmulatorRequest request, string inletId)
    {
        var (inlet, body) = Read(request, inletId);
        if (SynchronousValidation.IsRequested(request))
            synchronous.Take(inlet);
        var (destination, problem) = messages.Check(request, inlet, body);
        if (destination is null)
            return Reject(inlet, request.Body.Length, problem!);
        var violations = validation.Violations(inlet, body);
        if (violations.Count > 0 && SynchronousValidation.IsRequested(request))
            return Reject(inlet, request.Body.Length, inlet.Says("The message does not follow its schema"), RecordValidation.Report(violations));
        var response = new JsonObject { ["inletId"] = inletId, ["xactionId"] = NewTransactionId(), ["receivedTimeMs"] = emulator.Now };
        Keep(inlet, destination, (string)response["xactionId"]!, Encoding.UTF8.GetString(request.Body), violations);
        if (SynchronousValidation.IsRequested(request))
            response["syncValidation"] = SynchronousValidation.Passed(inlet);
        return Reply.Ok(response);
    }

    public Reply ReceiveBatch(EmulatorRequest request, string inletId)
    {
        var (inlet, body) = Read(request, inletId);
        if (body["messages"] is not JsonArray { Count: > 0 } batch)
            throw StreamingErrors.Of(400, "inlet", "Invalid batch", "messages must be a list with at least one message.");
        var batchId = NewTransactionId();
        var responses = batch.Select((m, i) => ReceiveInBatch(request, inlet, m, $"{batchId}:{i.ToString(CultureInfo.InvariantCulture)}")).ToArray();
        return new Reply(207, new JsonObject
        {
            ["inletId"] = inletId,
            ["batchId"] = batchId,
            ["receivedTimeMs"] = emulator.Now,
            ["responses"] = new JsonArray([.. responses]),
        });
    }

    private JsonObject ReceiveInBatch(EmulatorRequest request, Inlet inlet, JsonNode? item, string transactionId)
    {
        var message = item as JsonObject;
        var (destination, problem) = messages.Check(request, inlet, message);
        if (destination is null)
        {
            CountRejected(inlet, 0);
            return new() { ["statusCode"] = 400, ["message"] = problem };
        }

        Keep(inlet, destination, transactionId, message!.ToJsonString(), validation.Violations(inlet, message));
        return new() { ["xactionId"] = transactionId };
    }

    private (Inlet Inlet, JsonObject Body) Read(EmulatorRequest request, string inletId)
    {
        var inlet = Inlet.Find(emulator.Store, inletId);
        requests.Check(request, inlet);
        return request.Json() is JsonObject body
            ? (inlet, body)
            : throw StreamingErrors.Of(400, "inlet", "Invalid JSON", "The message is not a JSON object.");
    }

    /// <summary>Rejects a message with a reply instead of an exception, which would undo that it is counted.</summary>
    private Reply Reject(Inlet inlet, int bytes, string problem, JsonArray? violations = null)
    {
        CountRejected(inlet, bytes);
        return StreamingErrors.InvalidMessage(problem, violations).Reply;
    }

    private void CountRejected(Inlet inlet, int bytes) => emulator.Store.Records.Add(new()
    {
        Organization = inlet.Scope.Organization,
        Sandbox = inlet.Scope.Sandbox,
        Inlet = inlet.Id,
        Received = emulator.Now,
        Bytes = bytes,
        Status = RecordStatus.Rejected,
    });

    private void Keep(Inlet inlet, Destination destination, string transactionId, string body, IReadOnlyList<JsonObject> violations)
    {
        var isLive = FlowLife.IsLive(emulator, destination.Flow);
        emulator.Store.Records.Add(new()
        {
            Organization = inlet.Scope.Organization,
            Sandbox = inlet.Scope.Sandbox,
            Inlet = inlet.Id,
            Flow = destination.FlowId,
            DataSet = destination.DataSetId,
            TransactionId = transactionId,
            Received = emulator.Now,
            Bytes = Encoding.UTF8.GetByteCount(body),
            Status = !isLive ? RecordStatus.Dropped : violations.Count > 0 ? RecordStatus.Failed : RecordStatus.Ingested,
            Problem = violations.Count > 0 ? RecordValidation.Report(violations).ToJsonString() : null,
            Body = body,
        });
    }

    private string NewTransactionId()
    {
        var number = transactions++;
        return string.Create(CultureInfo.InvariantCulture, $"{emulator.Now}:{1000 + (number / 900 % 9000)}:{100 + (number % 900)}");
    }
}
