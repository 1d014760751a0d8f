using FlowPlan.Aep.Exporting;

namespace FlowPlan.Cli.Arguments;

/// <summary>What <c>export</c> is asked for.</summary>
internal sealed record ExportArguments(
    string Folder, string Project, string Environment, string? Sandbox, ExportSelection Selection, bool Force, bool TakeOver, bool WritesCsv);
