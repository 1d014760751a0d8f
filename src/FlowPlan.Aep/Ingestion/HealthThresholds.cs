using System.Globalization;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Ingestion;

/// <summary>What the block <c>health</c> of a flow expects.</summary>
/// <param name="Window">The time before now whose runs count.</param>
/// <param name="MaxFailureRate">The share of records that may fail, from 0 to 1.</param>
/// <param name="MaxSilence">How long no record may arrive; null for any time.</param>
public sealed record HealthThresholds(TimeSpan Window, double MaxFailureRate, TimeSpan? MaxSilence)
{
    /// <summary>Those of a flow without the block.</summary>
    public static HealthThresholds Default { get; } = new(TimeSpan.FromHours(24), 0, null);

    /// <summary>Those of a flow of a manifest.</summary>
    public static HealthThresholds Of(FlowBlocks blocks, ResourceAddress flow)
    {
        ArgumentNullException.ThrowIfNull(blocks);
        return blocks.Find(flow, "health") is { } block ? Of(block) : Default;
    }

    private static HealthThresholds Of(Node.Mapping block) => new(
        FlowBlocks.DurationAt(block, "window") ?? Default.Window,
        block["maxFailureRate"] is Node.Scalar rate ? double.Parse(rate.Value.ToString().AsSpan().TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) / 100 : Default.MaxFailureRate,
        FlowBlocks.DurationAt(block, "maxSilence"));
}
