using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Services.Streaming;

/// <summary>Where a message goes.</summary>
/// <param name="FlowId">The ID of its flow.</param>
/// <param name="Flow">The flow.</param>
/// <param name="DataSetId">The dataset that the flow writes to; null when its target names none.</param>
internal sealed record Destination(string FlowId, JsonObject Flow, string? DataSetId);
