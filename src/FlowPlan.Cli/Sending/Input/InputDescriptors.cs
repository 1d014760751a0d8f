using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Sending.Input;

/// <summary>What can be wrong with an input.</summary>
internal static class InputDescriptors
{
    /// <summary>FP8211: the records cannot be read.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new(
        "FP8211", Severity.Error, DiagnosticCategory.Data, "the file with the records cannot be read", "check the path; `-` reads stdin");
}
