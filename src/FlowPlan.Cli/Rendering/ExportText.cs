using System.Globalization;
using System.Text;
using FlowPlan.Aep.Exporting;
using FlowPlan.Cli.Commands;

namespace FlowPlan.Cli.Rendering;

/// <summary>What an export says when it is done: what was written, what has to be given, what to run next.</summary>
internal static class ExportText
{
    public static string Of(ExportedSandbox exported, ExportArguments arguments, TargetArguments where, string lockfile)
    {
        var text = new StringBuilder();
        var kinds = exported.Lockfile.Resources.Keys.GroupBy(a => a.Kind).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Count(g.Count(), g.Key));
        text.Append(CultureInfo.InvariantCulture, $"Exported sandbox {exported.Lockfile.Sandbox} of {exported.Lockfile.Organization} into {arguments.Folder}:\n");
        foreach (var file in exported.Files.Select(f => f.Path).Append(lockfile))
            text.Append("  ").Append(file).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{Count(exported.Lockfile.Resources.Count, "resource")}: {string.Join(", ", kinds)}");
        if (exported.References > 0)
            text.Append(CultureInfo.InvariantCulture, $"; {Count(exported.References, "more")} only referred to");
        text.Append(".\n");
        if (!exported.Secrets.IsEmpty)
        {
            text.Append("\nThe platform does not tell secrets. Set these first; the plan then shows the connections that they are written to:\n");
            foreach (var secret in exported.Secrets)
                text.Append("  ").Append(secret).Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"\nNext: {Next(arguments, where)}\n").ToString();
    }

    private static string Next(ExportArguments arguments, TargetArguments where)
    {
        var folder = arguments.Folder.Contains(' ', StringComparison.Ordinal) ? $"\"{arguments.Folder}\"" : arguments.Folder;
        var target = where.Target is null ? string.Empty : $" --target {where.Target}";
        return $"flowplan plan {folder} --env {arguments.Environment}{target}";
    }

    private static string Count(int count, string what) => string.Create(
        CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 || what == "more" ? string.Empty : "s")}");
}
