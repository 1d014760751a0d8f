using System.Text.Json.Nodes;

namespace FlowPlan.Emulator.Storage;

/// <summary>An object of a service.</summary>
/// <param name="Sequence">Its number in the order of creation.</param>
/// <param name="Id">Its ID.</param>
/// <param name="Body">Its content. Each read returns a copy that the caller may change.</param>
internal sealed record StoredObject(long Sequence, string Id, JsonObject Body);
