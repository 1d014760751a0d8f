using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Importing;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>An import for people: what was imported, and what the next apply would change.</summary>
internal static class ImportText
{
    public static StyledText Of(ImportResult adoption, ApplyResult result, bool all)
    {
        var text = new StyledText();
        var done = result.Done.Select(d => d.Address).ToHashSet();
        var taken = adoption.Objects.Where(o => done.Contains(o.Address)).ToList();
        foreach (var one in taken)
        {
            text.Line($"  = {one.Address}  {one.Live.Id}{(one.Live.Name is { } name ? $"  {ValueText.Of(Value.Of(name))}" : string.Empty)}");
            if (!one.Pending.IsEmpty)
                text.Line($"      the next apply would change {string.Join(", ", one.Pending.Select(p => p.DisplayPath))}");
        }

        if (!all && taken.Count == 0 && adoption.Findings.IsEmpty)
            return text.Line("Already managed. Nothing was imported.");
        if (taken.Count > 0)
            text.Line();
        text.Add($"Imported {Quantity.Of(taken.Count, "object")}");
        if (all)
            text.Add($", {adoption.Recorded} already managed, {adoption.Findings.Count(f => f.Severity == Severity.Error) + result.Failed.Length} not imported");
        text.Line(". Nothing was changed on the platform.");
        if (taken.Count > 0)
            text.Line("Run 'flowplan plan' to see what an apply would change.");
        return text;
    }
}
