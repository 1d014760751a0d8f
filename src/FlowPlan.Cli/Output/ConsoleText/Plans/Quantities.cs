using System.Globalization;
using FlowPlan.Core.Planning;

namespace FlowPlan.Cli.Output.ConsoleText.Plans;

/// <summary>Lists and numbers of a plan in words.</summary>
internal static class Quantities
{
    private const int Listed = 12;

    /// <summary>The first of many, and the last.</summary>
    public static string List(IEnumerable<string> items)
    {
        var all = items.OrderBy(i => int.TryParse(i, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue).ThenBy(i => i, StringComparer.Ordinal).ToList();
        return all.Count <= Listed ? string.Join(", ", all) : $"{string.Join(", ", all.Take(Listed - 2))}, …, {all[^1]}";
    }

    /// <summary>How many changes there are of each kind; empty where there are few.</summary>
    public static string ByKind(Plan plan)
    {
        var counts = plan.Actions.Where(a => a.IsChange).CountBy(a => a.Address.Kind).OrderBy(c => c.Key, StringComparer.Ordinal).ToList();
        return counts.Count < 2 || counts.Sum(c => c.Value) < 10
            ? string.Empty
            : string.Join(", ", counts.Select(c => $"{c.Key} {c.Value.ToString(CultureInfo.InvariantCulture)}"));
    }
}
