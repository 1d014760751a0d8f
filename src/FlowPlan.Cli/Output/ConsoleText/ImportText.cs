using FlowPlan.Cli.Reporting;
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
        var taken = Taken(adoption, result);
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
            text.Add($", {adoption.Recorded} already managed, {NotImported(adoption, result)} not imported");
        text.Line(". Nothing was changed on the platform.");
        if (taken.Count > 0)
            text.Line("Run 'flowplan plan' to see what an apply would change.");
        return text;
    }

    /// <summary>The same for programs.</summary>
    public static Value.Map ValueOf(ImportResult adoption, ApplyResult result) => Value.Map.Of(
        ("imported", Documents.List(Taken(adoption, result), one => Value.Map.Of(
            ("address", Value.Of(one.Address.ToString())),
            ("id", Value.Of(one.Live.Id)),
            ("name", Documents.Text(one.Live.Name)),
            ("pending", Documents.Texts(one.Pending.Select(p => p.Path.ToString())))))),
        ("alreadyManaged", Value.Of(adoption.Recorded)),
        ("notImported", Value.Of(NotImported(adoption, result))));

    private static List<ImportedObject> Taken(ImportResult adoption, ApplyResult result)
    {
        var done = result.Done.Select(d => d.Address).ToHashSet();
        return [.. adoption.Objects.Where(o => done.Contains(o.Address))];
    }

    private static int NotImported(ImportResult adoption, ApplyResult result) => adoption.Findings.Count(f => f.Severity == Severity.Error) + result.Failed.Length;
}
