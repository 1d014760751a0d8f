using System.Globalization;
using System.Text;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Tests;

/// <summary>The text of <c>docs/diagnostics.md</c>, generated from the lists of findings.</summary>
internal static class DiagnosticsDocument
{
    private static readonly Dictionary<DiagnosticCategory, string> Headings = new()
    {
        [DiagnosticCategory.ManifestFiles] = "Manifest files and YAML",
        [DiagnosticCategory.ManifestForm] = "Structure of the manifest",
        [DiagnosticCategory.Variables] = "Environments, variables and overrides",
        [DiagnosticCategory.Expressions] = "Expressions",
        [DiagnosticCategory.Reuse] = "Reuse: forEach, when, defaults and components",
        [DiagnosticCategory.Outputs] = "Outputs and moved blocks",
        [DiagnosticCategory.References] = "References, and rules of the platform that are checked before any call",
        [DiagnosticCategory.Platform] = "Settings, credentials and calls to the platform",
        [DiagnosticCategory.Planning] = "Planning",
        [DiagnosticCategory.Importing] = "Importing, and removing from the state",
        [DiagnosticCategory.Applying] = "Applying, and recovering from an interrupted run",
        [DiagnosticCategory.State] = "Lockfile, lock, journal and files",
        [DiagnosticCategory.Export] = "Export",
        [DiagnosticCategory.Data] = "Sending records, and what becomes of them",
        [DiagnosticCategory.CommandLine] = "Command line, saved plans, approval and FlowPlan itself",
    };

    public static string Text()
    {
        var text = new StringBuilder(
            """
            # Diagnostics

            Every finding has a code that never changes its meaning, a position where there is one (`file:line:column`), and a line
            that says what to do. Calls that a service rejected carry its request ID, for Adobe's support. A command that fails because of a
            finding exits with 1 unless another exit code is given here; see [commands.md](commands.md).

            """);
        foreach (var (category, heading) in Headings)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n| code | meaning | what to do |\n|---|---|---|\n");
            foreach (var descriptor in AllDiagnostics.Descriptors.Where(d => d.Category == category))
            {
                var exit = descriptor.Exit == ExitCode.Error ? string.Empty : FormattableString.Invariant($" (exit code {(int)descriptor.Exit})");
                text.Append(CultureInfo.InvariantCulture, $"| {descriptor.Code} | {descriptor.Title}{exit} | {descriptor.Remedy} |\n");
            }
        }

        return text.ToString();
    }
}
