using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Exporting;

/// <summary>The findings of an export.</summary>
internal static class ExportDiagnostics
{
    public static Diagnostic UnknownFlow(string wanted, IEnumerable<string> possible) =>
        Diagnostic.Of(ExportDescriptors.UnknownFlow, $"the sandbox has no flow '{wanted}'", help: DidYouMean.Help(wanted, possible, "it has no flows at all"));

    public static Diagnostic AmbiguousFlow(string wanted, IReadOnlyList<LiveObject> alike) =>
        Diagnostic.Of(ExportDescriptors.AmbiguousFlow, $"the sandbox has {alike.Count} flows named '{wanted}'", help: "give the id of the one you mean") with
        {
            Details = [.. alike.Select(f => f.Id).Order(StringComparer.Ordinal)],
        };

    public static Diagnostic NothingChosen(ExportSelection selection) => Diagnostic.Of(
        ExportDescriptors.NothingSelected,
        selection.Kinds.Count + selection.Names.Count == 0 ? "the sandbox has nothing to export" : "no object of the sandbox fits what was chosen",
        help: selection.Names.Count == 0
            ? "check the sandbox and what your credentials may see"
            : "in --name, * stands for any characters; a pattern is held against the whole name");

    public static Diagnostic NoTemporaryFiles(string reason) => Diagnostic.Of(
        ExportDescriptors.NoTemporaryFiles, $"the manifest cannot be checked before it is written: {reason.TrimEnd('.')}", help: "make room in the folder of temporary files, or name another with TMPDIR");

    public static Diagnostic LeftOut(string what, string reason) =>
        Diagnostic.Of(ExportDescriptors.ObjectLeftOut, $"the {what} is left out: {reason}", help: "it stays as it is; FlowPlan neither manages nor changes it");

    public static Diagnostic OnlyReferred(string what, string reason) =>
        Diagnostic.Of(ExportDescriptors.ObjectReferenced, $"the {what} is only referred to: {reason}", help: "it stays as it is; what refers to it is managed");

    public static Diagnostic NothingLeft() =>
        Diagnostic.Of(ExportDescriptors.NothingExportable, "nothing of what was chosen can be written into a manifest", help: "the warnings say why; choose more, or other objects");

    public static Diagnostic Unfit(Diagnostic cause) =>
        Diagnostic.Of(ExportDescriptors.InvalidExport, $"the exported manifest would not be valid: {cause.Message}", help: cause.Help ?? "please report it with the command line that led here") with
        {
            Details = [cause.Code],
        };
}
