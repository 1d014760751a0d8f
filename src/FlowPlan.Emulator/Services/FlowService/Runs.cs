using System.Globalization;
using System.Text.Json.Nodes;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Json;
using FlowPlan.Emulator.Storage;

namespace FlowPlan.Emulator.Services.FlowService;

/// <summary>
/// Runs of flows. The records of a streaming flow that arrive within the same hour are a run; it is brought up to date when runs are
/// read. A run that a client creates is done at once, with the metrics of the request or without a record.
/// </summary>
internal sealed class Runs(EmulatorContext emulator) : FlowCollection(emulator, Kinds.Runs)
{
    private const long Hour = 3_600_000;

    public override Reply List(EmulatorRequest request)
    {
        Update(request.Scope);
        return base.List(request);
    }

    public override Reply Read(EmulatorRequest request, string id)
    {
        Update(request.Scope);
        return base.Read(request, id);
    }

    protected override IEnumerable<string> OnCreating(EmulatorRequest request, JsonObject body)
    {
        var flowId = body.Text("flowId") ?? throw FlowServiceErrors.Of(request, "1406-400", "flowId is required.", Kind);
        var flow = Store.Find(request.Scope, Kinds.Flows, flowId) ?? throw FlowServiceErrors.NotFound(request, Kinds.Flows, flowId);
        body["flowSpec"] = flow.Body["flowSpec"]!.DeepClone();
        body["activities"] ??= new JsonArray();
        var metrics = RunTotals.Empty(Emulator.Now);
        if (body["metrics"] is JsonObject given)
            metrics.MergeFrom((JsonObject)given.DeepClone());
        body["metrics"] = metrics;
        return [];
    }

    private void Update(Scope scope)
    {
        foreach (var totals in Store.Records.TotalsByFlow(scope, Hour, Emulator.Now - Emulator.Settings.IngestionLagMilliseconds))
            Update(scope, totals);
    }

    private void Update(Scope scope, RecordTotals totals)
    {
        var id = EmulatorContext.DerivedUuid(string.Create(CultureInfo.InvariantCulture, $"run {totals.Owner} {totals.Period}"));
        var metrics = RunTotals.Metrics(totals);
        if (Store.Find(scope, Kind, id)?.Body is { } known)
        {
            if (JsonNode.DeepEquals(known["metrics"], metrics))
                return;
            known["metrics"] = metrics;
            Touch(known, scope.User);
            Store.Update(scope, Kind, id, known, null);
        }
        else if (Store.Find(scope, Kinds.Flows, totals.Owner)?.Body is { } flow)
        {
            var run = new JsonObject
            {
                ["flowId"] = totals.Owner,
                ["flowSpec"] = flow["flowSpec"]!.DeepClone(),
                ["activities"] = new JsonArray(),
                ["metrics"] = metrics,
            };
            AddServerFields(scope, run, id);
            run["createdAt"] = totals.First;
            Store.Insert(scope, Kind, id, run, null);
        }
    }
}
