using FlowPlan.Core.Planning;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Output.ConsoleText.Plans.Units;

/// <summary>Why a field differs, in words.</summary>
internal static class CauseText
{
    public static string Of(PlannedAction action, FieldDifference difference)
    {
        var cause = difference.Cause switch
        {
            DifferenceCause.Manifest when difference.Planned is null => "removed from manifest",
            DifferenceCause.Manifest when difference.LastApplied is null => "added to manifest",
            DifferenceCause.Manifest => "changed in manifest",
            DifferenceCause.Drift when difference.Live is null => $"removed on the platform{LastChange.Of(action.Live)}",
            DifferenceCause.Drift => $"changed on the platform{LastChange.Of(action.Live)}",
            DifferenceCause.Both => $"conflict: last applied {ValueText.Of(difference.LastApplied)}; changed in manifest, and on the platform{LastChange.Of(action.Live)}",
            _ => "dependency changed",
        };
        return difference.Effect == FieldChangeEffect.Replace ? $"{cause}; forces replacement" : cause;
    }
}
