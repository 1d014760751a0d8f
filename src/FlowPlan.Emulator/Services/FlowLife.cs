using System.Text.Json.Nodes;
using FlowPlan.Emulator.Json;

namespace FlowPlan.Emulator.Services;

/// <summary>Whether a flow takes data: a new one only after a while.</summary>
internal static class FlowLife
{
    /// <summary>Whether records that arrive now are ingested.</summary>
    public static bool IsLive(EmulatorContext emulator, JsonObject flow) => flow.Text("state") == "enabled" && !IsYoung(emulator, flow);

    /// <summary>Whether the flow was created so recently that it is still being set up.</summary>
    public static bool IsYoung(EmulatorContext emulator, JsonObject flow) =>
        emulator.Settings.FlowLiveAfterSeconds is > 0 and var seconds && ((long?)flow["createdAt"] ?? 0) + (seconds * 1000L) > emulator.Now;
}
