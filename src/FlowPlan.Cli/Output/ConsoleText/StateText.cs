using System.Globalization;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>The state for people, resource by resource.</summary>
internal static class StateText
{
    public static StyledText Of(Lockfile lockfile)
    {
        var text = new StyledText()
            .Add($"State of {lockfile.Project} ({lockfile.Environment})", TextStyle.Strong)
            .Line($" in sandbox {lockfile.Sandbox} of {lockfile.Organization}, serial {lockfile.Serial.ToString(CultureInfo.InvariantCulture)}")
            .Line();
        foreach (var (address, state) in lockfile.Resources)
        {
            text.Add($"  {address}", TextStyle.Strong).Line($"  {state.Id}{(state.PreventDestroy ? "  (protected by preventDestroy)" : string.Empty)}", TextStyle.Faint);
            var width = state.Fields.Entries.Select(e => TerminalWidth.OfAll(e.Key)).DefaultIfEmpty(0).Max();
            foreach (var (key, value) in state.Fields.Entries)
                text.Line($"      {TerminalWidth.Pad(key, width)}  {ValueText.Of(value)}");
            text.Line();
        }

        text.Line($"{Quantity.Of(lockfile.Resources.Count, "resource")} in state.");
        foreach (var (piece, style) in ApplyText.OutputsOf(lockfile).Pieces)
            text.Add(piece, style);
        return text;
    }
}
