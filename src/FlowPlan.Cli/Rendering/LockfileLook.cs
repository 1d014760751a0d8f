using System.Globalization;
using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Rendering;

/// <summary>How the record looks: to people resource by resource, to programs as one value.</summary>
internal static class LockfileLook
{
    public static StyledText Of(Lockfile lockfile)
    {
        var text = new StyledText()
            .Add($"Record of {lockfile.Project} ({lockfile.Environment})", TextStyle.Strong)
            .Line($" in sandbox {lockfile.Sandbox} of {lockfile.Organization}, serial {lockfile.Serial.ToString(CultureInfo.InvariantCulture)}")
            .Line();
        foreach (var (address, state) in lockfile.Resources)
        {
            text.Add($"  {address}", TextStyle.Strong).Line($"  {state.Id}{(state.PreventDestroy ? "  (guarded by preventDestroy)" : string.Empty)}", TextStyle.Faint);
            var width = state.Fields.Entries.Select(e => e.Key.Length).DefaultIfEmpty(0).Max();
            foreach (var (key, value) in state.Fields.Entries)
                text.Line($"      {key.PadRight(width)}  {ValueText.Of(value)}");
            text.Line();
        }

        var count = lockfile.Resources.Count;
        text.Line($"{count.ToString(CultureInfo.InvariantCulture)} resource{(count == 1 ? string.Empty : "s")} on record.");
        foreach (var (piece, style) in ApplyText.OutputsOf(lockfile).Pieces)
            text.Add(piece, style);
        return text;
    }

    public static Value AsValue(Lockfile lockfile) => Value.Map.Of(
        ("lineage", Value.Of(lockfile.Lineage)),
        ("serial", Value.Of(lockfile.Serial)),
        ("project", Value.Of(lockfile.Project)),
        ("environment", Value.Of(lockfile.Environment)),
        ("organization", Value.Of(lockfile.Organization)),
        ("sandbox", Value.Of(lockfile.Sandbox)),
        ("resources", Value.Map.Of(lockfile.Resources.Select(r => KeyValuePair.Create(r.Key.ToString(), AsValue(r.Value))))),
        ("outputs", lockfile.Outputs));

    public static Value AsValue(ResourceState state) => Value.Map.Of(
        ("id", Value.Of(state.Id)),
        ("etag", state.Etag is { } etag ? Value.Of(etag) : null),
        ("fields", state.Fields),
        ("attributes", state.Attributes),
        ("dependencies", new Value.List([.. state.Dependencies.Select(d => Value.Of(d.ToString()))])),
        ("preventDestroy", state.PreventDestroy ? Value.Of(true) : null));
}
