using System.Globalization;
using System.Text;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Importing;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>An import for people: what was imported, and what the next apply would change.</summary>
internal static class ImportText
{
    public static string Of(ImportResult adoption, ApplyResult result, bool all)
    {
        var text = new StringBuilder();
        var done = result.Done.Select(d => d.Address).ToHashSet();
        var taken = adoption.Objects.Where(o => done.Contains(o.Address)).ToList();
        foreach (var one in taken)
        {
            text.Append(CultureInfo.InvariantCulture, $"  = {one.Address}  {one.Live.Id}{(one.Live.Name is { } name ? $"  \"{name}\"" : string.Empty)}\n");
            if (!one.Pending.IsEmpty)
                text.Append(CultureInfo.InvariantCulture, $"      the next apply would change {string.Join(", ", one.Pending.Select(p => p.DisplayPath))}\n");
        }

        if (!all && taken.Count == 0 && adoption.Findings.IsEmpty)
            return "Already managed. Nothing was imported.\n";
        if (taken.Count > 0)
            text.Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"Imported {Quantity.Of(taken.Count, "object")}");
        if (all)
            text.Append(CultureInfo.InvariantCulture, $", {adoption.Recorded} already managed, {adoption.Findings.Count(f => f.Severity == Severity.Error) + result.Failed.Length} not imported");
        text.Append(". Nothing was changed on the platform.\n");
        if (taken.Count > 0)
            text.Append("Run 'flowplan plan' to see what an apply would change.\n");
        return text.ToString();
    }
}
