using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.DocumentTemplates;

/// <summary>Templates that JSON documents are rendered with.</summary>
public static class DocumentTemplateDescriptors
{
    /// <summary>FP7016: a template cannot be read or is not valid.</summary>
    public static readonly DiagnosticDescriptor InvalidTemplate = new(
        "FP7016", Severity.Error, DiagnosticCategory.CommandLine, "the file of `--template` cannot be read, or is not a valid template", "see [output.md](output.md#templates)");

    /// <summary>FP7017: a template cannot be rendered.</summary>
    public static readonly DiagnosticDescriptor RenderingFailed = new(
        "FP7017", Severity.Error, DiagnosticCategory.CommandLine, "a template cannot be rendered with the document", "correct the template; what the command did is done, and `--format json` shows the document");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [InvalidTemplate, RenderingFailed];
}
