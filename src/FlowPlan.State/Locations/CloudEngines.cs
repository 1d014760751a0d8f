using System.Diagnostics.CodeAnalysis;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Locations;

/// <summary>Whether this build has the engines that need the client of a cloud. A native binary is compiled without them unless asked for.</summary>
internal static class CloudEngines
{
    [FeatureSwitchDefinition("FlowPlan.State.CloudEngines")]
    public static bool AreIncluded => !AppContext.TryGetSwitch("FlowPlan.State.CloudEngines", out var included) || included;

    /// <summary>The finding where they are left out.</summary>
    public static DiagnosticException LeftOut(StateLocation location) => EngineFaults.LocationInvalid(
        location.Text,
        $"this build of FlowPlan cannot keep the state at '{location.Scheme}://'",
        "build it with 'scripts/build-native DIR -p:CloudStateEngines=true', or use postgres:// or https://; see docs/state.md");
}
