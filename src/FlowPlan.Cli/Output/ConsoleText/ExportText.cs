using System.Globalization;
using System.Text;
using FlowPlan.Aep.Exporting;
using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.ConsoleText;

/// <summary>The result of an export: what was written, which variables to set, what to run next.</summary>
internal static class ExportText
{
    public static string Of(ExportedSandbox exported, ExportArguments arguments, string? endpoint, string lockfile)
    {
        var text = new StringBuilder();
        var kinds = exported.Lockfile.Resources.Keys.GroupBy(a => a.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Quantity.Of(g.Count(), g.Key));
        text.Append(CultureInfo.InvariantCulture, $"Exported sandbox {exported.Lockfile.Sandbox} of {exported.Lockfile.Organization} into {arguments.Folder}:\n");
        foreach (var file in exported.Files.Select(f => f.Path).Append(lockfile))
            text.Append("  ").Append(file).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{Quantity.Of(exported.Lockfile.Resources.Count, "resource")}: {string.Join(", ", kinds)}");
        if (exported.References > 0)
            text.Append(CultureInfo.InvariantCulture, $"; {exported.References} more referenced as existing");
        text.Append(".\n");
        if (!exported.Secrets.IsEmpty)
        {
            text.Append("\nThe API does not return secrets. Set these variables first; the plan then shows the connections that use them:\n");
            foreach (var secret in exported.Secrets)
                text.Append("  ").Append(secret).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nNext: {CommandLines.Of("plan", arguments.Folder, arguments.Environment, endpoint)}\n").ToString();
    }
}
