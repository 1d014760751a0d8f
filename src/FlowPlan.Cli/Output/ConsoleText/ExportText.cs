using System.Globalization;
using FlowPlan.Aep.Exporting;
using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>The result of an export: what was written, which variables to set, what to run next.</summary>
internal static class ExportText
{
    public static StyledText Of(ExportedSandbox exported, ExportArguments arguments, string? endpoint, string lockfile)
    {
        var text = new StyledText();
        var kinds = exported.Lockfile.Resources.Keys.GroupBy(a => a.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Quantity.Of(g.Count(), g.Key));
        text.Line($"Exported sandbox {exported.Lockfile.Sandbox} of {exported.Lockfile.Organization} into {arguments.Folder}:");
        foreach (var file in exported.Files.Select(f => f.Path).Append(lockfile))
            text.Line($"  {file}");
        text.Add($"{Quantity.Of(exported.Lockfile.Resources.Count, "resource")}: {string.Join(", ", kinds)}");
        if (exported.References > 0)
            text.Add($"; {exported.References.ToString(CultureInfo.InvariantCulture)} more referenced as existing");
        text.Line(".");
        if (!exported.Secrets.IsEmpty)
        {
            text.Line().Line("The API does not return secrets. Set these variables first; the plan then shows the connections that use them:");
            foreach (var secret in exported.Secrets)
                text.Line($"  {secret}");
        }

        return text.Line().Line($"Next: {CommandLines.Of("plan", arguments.Folder, arguments.Environment, endpoint)}");
    }
}
