using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Exporting;

/// <summary>The findings of an export.</summary>
internal static class ExportDiagnostics
{
    public static Diagnostic UnknownFlow(string wanted, IEnumerable<string> possible) =>
        Diagnostic.Of(ExportDescriptors.UnknownFlow, $"the sandbox has no flow '{wanted}'", help: DidYouMean.Help(wanted, possible, "it has no flows"));

    public static Diagnostic AmbiguousFlow(string wanted, IReadOnlyList<LiveObject> alike) =>
        Diagnostic.Of(ExportDescriptors.AmbiguousFlow, $"the sandbox has {alike.Count} flows named '{wanted}'", help: "select it by id") with
        {
            Details = [.. alike.Select(f => f.Id).Order(StringComparer.Ordinal)],
        };

    public static Diagnostic NothingSelected(ExportSelection selection) => Diagnostic.Of(
        ExportDescriptors.NothingSelected,
        selection.Kinds.Count + selection.Names.Count == 0 ? "the sandbox has nothing to export" : "no object of the sandbox matches the selection",
        help: selection.Names.Count == 0
            ? "check the sandbox and what your credentials may see"
            : "in --name, * matches any characters; a pattern must match the whole name");

    public static Diagnostic NotExported(string what, string reason) =>
        Diagnostic.Of(ExportDescriptors.ObjectLeftOut, $"{what} is not exported: {reason}", help: "it stays as it is; FlowPlan neither manages nor changes it");

    public static Diagnostic OnlyReferenced(string what, string reason) =>
        Diagnostic.Of(ExportDescriptors.ObjectReferenced, $"{what} is only referred to: {reason}", help: "it stays as it is; what refers to it is managed");

    public static Diagnostic Foreign(string owner, IReadOnlyList<string> objects) =>
        Diagnostic.Of(
            ExportDescriptors.OtherProject,
            $"{Quantity.Of(objects.Count, "object")} of the sandbox {(objects.Count == 1 ? "belongs" : "belong")} to the project '{owner}' and {(objects.Count == 1 ? "is" : "are")} not managed by this manifest",
            help: "to manage them here, remove them from that project's state with 'flowplan state rm', then export with --take-over") with
        { Details = [.. objects] };

    public static Diagnostic NothingExportable() =>
        Diagnostic.Of(ExportDescriptors.NothingExportable, "none of the selected objects can be exported", help: "the warnings give the reasons; select other objects");

    public static Diagnostic InvalidDraft(Diagnostic cause) =>
        Diagnostic.Of(ExportDescriptors.InvalidExport, $"the exported manifest would not be valid: {cause.Message}", help: cause.Help ?? "report it with the command line that you used") with
        {
            Details = [cause.Code],
        };
}
