using System.Globalization;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Planning.Deciding;

namespace FlowPlan.Core.Tests.Support;

/// <summary>Resources that have to do with no other, so many that a plan compares all resources of the estate by several threads.</summary>
internal static class Crowd
{
    private const string Name = "crowd-";

    /// <summary>Declares them.</summary>
    public static Estate Around(Estate estate) => estate.Declare(
        [.. Enumerable.Range(0, ActionDrafts.Worthwhile).Select(i => Estate.Make("base." + Name + i.ToString("D3", CultureInfo.InvariantCulture)))]);

    /// <summary>The plan without them.</summary>
    public static Plan Without(Plan plan) => plan with { Actions = [.. plan.Actions.Where(a => !a.Address.Key.StartsWith(Name, StringComparison.Ordinal))] };
}
