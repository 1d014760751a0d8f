using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Exporting;

/// <summary>Diagnostics of <c>export</c> itself.</summary>
internal static class ExportFindings
{
    public static Diagnostic NoSandbox() =>
        Diagnostic.Of(CliDescriptors.SandboxRequired, "no sandbox is specified", help: "use --sandbox, or set FLOWPLAN_SANDBOX");

    public static Diagnostic Exists(string path) => Diagnostic.Of(
        CliDescriptors.ExportFileExists,
        $"{Path.GetFileName(path)} already exists; nothing was written",
        SourceSpan.OfFile(path),
        "export into another folder, or overwrite with --force");

    public static Diagnostic Unfinished(string path) => Diagnostic.Of(
        CliDescriptors.ExportFolderInUse,
        "an interrupted run left a journal; nothing was written",
        SourceSpan.OfFile(path),
        "run 'flowplan apply' in that folder first to recover its changes, or export into another folder");
}
