using System.Globalization;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Rendering;

/// <summary>How an apply looks to people, line by line and at its end.</summary>
internal static class ApplyText
{
    /// <summary>The line of an event; null where the beginning of a quick step would only be noise.</summary>
    public static StyledText? Of(ApplyEvent happened) => happened switch
    {
        ApplyEvent.Completed done => new StyledText()
            .Add("  ok   ", TextStyle.Added)
            .Add($"{done.Address} {(done is { Action: ActionKind.Replace, Step: StepKind.Destroy } ? "old object deleted" : ActionNames.Of(done.Action).PastTense)}")
            .Line($"  {(done.Id is null ? string.Empty : done.Id + " ")}({Seconds(done.Elapsed)})", TextStyle.Faint)
            .Add(done.Note is null ? string.Empty : $"       note: {done.Note}\n", TextStyle.Warning),
        ApplyEvent.Failed failed => new StyledText()
            .Add(failed.OutcomeUnknown ? "  ???  " : "  fail ", TextStyle.Error)
            .Add($"{failed.Address} not {ActionNames.Of(failed.Action).PastTense}")
            .Line($"  {failed.Reason.Code}", TextStyle.Faint),
        ApplyEvent.Skipped skipped => new StyledText()
            .Add("  skip ", TextStyle.Warning)
            .Add($"{skipped.Address}")
            .Line(skipped.Because is { } because ? $"  needs {because}" : "  stopped before it", TextStyle.Faint),
        _ => null,
    };

    public static StyledText SummaryOf(ApplyResult result, string continueWith)
    {
        var text = new StyledText().Line();
        var unknown = result.Failed.Count(f => f.OutcomeUnknown);
        var failed = result.Failed.Length - unknown;
        text.Add(result.Complete ? "Applied: " : "Ended partly: ", result.Complete ? TextStyle.Added : TextStyle.Error)
            .Add($"{Number(result.Done.Length)} done");
        if (failed > 0)
            text.Add($", {Number(failed)} failed", TextStyle.Error);
        if (unknown > 0)
            text.Add($", {Number(unknown)} of unknown fate", TextStyle.Error);
        if (result.Skipped.Length > 0)
            text.Add($", {Number(result.Skipped.Length)} not begun", TextStyle.Warning);
        text.Line(".");
        if (!result.Complete)
            text.Line($"What was done is recorded. To go on: {continueWith}");
        return text;
    }

    public static StyledText OutputsOf(Lockfile lockfile)
    {
        var text = new StyledText();
        if (lockfile.Outputs.Entries.IsEmpty)
            return text;
        text.Line().Line("Outputs:", TextStyle.Strong);
        var width = lockfile.Outputs.Entries.Max(e => e.Key.Length);
        foreach (var (name, value) in lockfile.Outputs.Entries)
            text.Line($"  {name.PadRight(width)} = {(value is Value.Text(var plain) ? plain : ValueText.Of(value))}");
        return text;
    }

    private static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
