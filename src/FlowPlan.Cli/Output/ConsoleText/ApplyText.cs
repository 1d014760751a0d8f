using System.Globalization;
using FlowPlan.Core.Applying;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>An apply for people, line by line and at its end.</summary>
internal static class ApplyText
{
    /// <summary>The line of an event; null for the start of a step, which is only logged.</summary>
    public static StyledText? Of(ApplyEvent step) => step switch
    {
        ApplyEvent.Completed done => new StyledText()
            .Add("  ok      ", TextStyle.Added)
            .Add($"{done.Address} {(done is { Action: ActionKind.Replace, Step: StepKind.Destroy } ? "old object deleted" : ActionNames.Of(done.Action).PastTense)}")
            .Line($"  {(done.Id is null ? string.Empty : done.Id + " ")}({Seconds(done.Elapsed)})", TextStyle.Faint)
            .Add(done.Note is null ? new() : new StyledText().Line($"          note: {done.Note}", TextStyle.Warning)),
        ApplyEvent.Failed { OutcomeUnknown: true } failed => new StyledText()
            .Add("  unknown ", TextStyle.Error)
            .Add($"{failed.Address}: outcome of the {Noun(failed.Action)} unknown")
            .Line($"  {failed.Reason.Code}", TextStyle.Faint),
        ApplyEvent.Failed failed => new StyledText()
            .Add("  failed  ", TextStyle.Error)
            .Add($"{failed.Address} not {ActionNames.Of(failed.Action).PastTense}")
            .Line($"  {failed.Reason.Code}", TextStyle.Faint),
        ApplyEvent.Skipped skipped => new StyledText()
            .Add("  skipped ", TextStyle.Warning)
            .Add($"{skipped.Address}")
            .Line(skipped.Because is { } because ? $"  depends on {because}" : "  cancelled", TextStyle.Faint),
        _ => null,
    };

    public static StyledText SummaryOf(ApplyResult result, string continueWith)
    {
        var text = new StyledText().Line();
        if (result.Complete)
            return text.Add("Apply complete: ", TextStyle.Added).Line(DoneOf(result));
        var unknown = result.Failed.Count(f => f.OutcomeUnknown);
        var failed = result.Failed.Length - unknown;
        text.Add("Apply incomplete: ", TextStyle.Error).Add($"{result.Done.Select(d => d.Address).Distinct().Count()} succeeded");
        if (failed > 0)
            text.Add($", {failed} failed", TextStyle.Error);
        if (unknown > 0)
            text.Add($", {unknown} with unknown outcome", TextStyle.Error);
        if (result.Skipped.Length > 0)
            text.Add($", {result.Skipped.Length} skipped", TextStyle.Warning);
        var saved = result.SaveFailure is null ? "Completed changes are saved." : "The lockfile could not be saved; the journal has the completed changes.";
        return text.Line(".").Line($"{saved} To continue, run: {continueWith}");
    }

    /// <summary>Such as <c>7 resources (6 created, 1 updated).</c> A resource counts once, also when it was replaced in two steps.</summary>
    private static string DoneOf(ApplyResult result)
    {
        var actions = result.Done.GroupBy(d => d.Address).Select(g => g.First().Action).ToList();
        if (actions.Count == 0)
            return "no resources changed.";
        var counts = Enum.GetValues<ActionKind>()
            .Select(kind => (Number: actions.Count(a => a == kind), Past: ActionNames.Of(kind).PastTense))
            .Where(c => c.Number > 0)
            .Select(c => $"{c.Number} {c.Past}");
        return $"{Quantity.Of(actions.Count, "resource")} ({string.Join(", ", counts)}).";
    }

    public static StyledText OutputsOf(Lockfile lockfile)
    {
        var text = new StyledText();
        if (lockfile.Outputs.Entries.IsEmpty)
            return text;
        text.Line().Line("Outputs:", TextStyle.Strong);
        var width = lockfile.Outputs.Entries.Max(e => TerminalWidth.OfAll(e.Key));
        foreach (var (name, value) in lockfile.Outputs.Entries)
            text.Line($"  {TerminalWidth.Pad(name, width)} = {(value is Value.Text(var plain) ? plain : ValueText.Of(value))}");
        return text;
    }

    private static string Noun(ActionKind action) => action switch
    {
        ActionKind.Create => "create",
        ActionKind.Update => "update",
        ActionKind.Replace => "replacement",
        ActionKind.Delete => "delete",
        _ => "change",
    };

    private static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + "s";
}
