using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SavedPlans;

/// <summary>Words the reasons, consequences and remarks of a plan.</summary>
internal static class PlanSentences
{
    /// <summary>How many addresses a sentence lists.</summary>
    private const int MostListed = 10;

    public static string Of(ActionReason reason) => reason switch
    {
        ActionReason.ForcedBy(var path) => $"'{path.ToDisplay()}' cannot be changed in place",
        ActionReason.Requested => "replacement requested by --replace",
        ActionReason.ReplacedWith(var address) => $"replaced together with {address}",
        ActionReason.DeletedOnPlatform(var id) => $"{id} was deleted on the platform",
        ActionReason.NotDeclared => "no longer in the manifest",
        ActionReason.Destroyed => "all managed resources are destroyed",
        ActionReason.NotDeclaredAndGone => "no longer in the manifest, and already deleted on the platform",
        ActionReason.KeptByService(var id, var why) => $"{id} stays on the platform and is no longer managed: {why}",
        ActionReason.OnlyReferenced => "the manifest now only refers to it; the object is not changed",
        ActionReason.Deposed => "left over from a replacement by an earlier run",
        ActionReason.Imports(var id) => $"imports {id}",
        ActionReason.ImportsUnchanged(var id) => $"imports {id} without changing it",
        ActionReason.RemovedFromState(var id) => $"{id} is not changed and is no longer managed",
        ActionReason.Saved(var text) => text,
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    public static string Of(Consequence consequence) => consequence.Text;

    public static string Of(PlanRemark remark) => remark switch
    {
        PlanRemark.NotRefreshed(var count) => $"{Quantity.Of(count, "resource")} not refreshed (--refresh=false); drift in {(count == 1 ? "it" : "them")} is not shown",
        PlanRemark.IncludedByTarget(var addresses) => $"--only also includes what the targets need: {List(addresses)}",
        PlanRemark.ExcludedByTarget(var addresses) => $"--only excludes {Quantity.Of(addresses.Length, "other change")}: {List(addresses)}",
        PlanRemark.AcceptedChange(var address, var path, var until, var reason) =>
            $"accepted until {DayOf(until)}: {address} {(path is { } field ? field.ToDisplay() : "was deleted")} ({reason})",
        PlanRemark.NothingExcluded => "--only: no other pending changes",
        PlanRemark.Saved(var text) => text,
        _ => throw new ArgumentOutOfRangeException(nameof(remark)),
    };

    /// <summary>A day, such as <c>2027-01-31</c>.</summary>
    public static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string List(IReadOnlyList<ResourceAddress> addresses)
    {
        var listed = string.Join(", ", addresses.Take(MostListed));
        return addresses.Count > MostListed ? FormattableString.Invariant($"{listed} and {addresses.Count - MostListed} more") : listed;
    }
}
