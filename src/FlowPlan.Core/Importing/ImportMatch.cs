using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Core.Importing;

/// <summary>The live object of a declared resource, or why there is none.</summary>
internal sealed record ImportMatch
{
    private ImportMatch(LiveObject? live, Diagnostic? reason)
    {
        Live = live;
        Reason = reason;
    }

    /// <summary>The object; null where <see cref="Reason"/> tells why none was matched.</summary>
    public LiveObject? Live { get; }

    /// <summary>Why none was matched.</summary>
    public Diagnostic? Reason { get; }

    public static ImportMatch Of(LiveObject live) => new(live, null);

    public static ImportMatch None(Diagnostic reason) => new(null, reason);
}
