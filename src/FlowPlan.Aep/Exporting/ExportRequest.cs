using System.Collections.Immutable;
using FlowPlan.Core.Planning;
using FlowPlan.Core.State;

namespace FlowPlan.Aep.Exporting;

/// <summary>What to export, and for which manifest.</summary>
public sealed record ExportRequest
{
    /// <summary>The project of the new manifest.</summary>
    public required string Project { get; init; }

    /// <summary>The one environment that it declares.</summary>
    public required string Environment { get; init; }

    /// <summary>The sandbox that is exported.</summary>
    public required string Sandbox { get; init; }

    /// <summary>What is selected of it.</summary>
    public ExportSelection Selection { get; init; } = new([], [], []);

    /// <summary>Whether objects that belong to another project are managed, instead of only referred to.</summary>
    public bool TakeOver { get; init; }

    /// <summary>Whether the fields of mappings are written as CSV files.</summary>
    public bool WritesCsv { get; init; }

    /// <summary>The maximum number of concurrent API calls.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>Counts what has been read of the sandbox.</summary>
    public ReadProgress Progress { get; init; } = new();

    /// <summary>The process environment, which may hold the values of secrets as <c>FLOWPLAN_VAR_name</c>.</summary>
    public IReadOnlyDictionary<string, string> ProcessEnvironment { get; init; } = new Dictionary<string, string>();
}

/// <summary>Which objects are selected; without any criterion all are.</summary>
/// <param name="Kinds">Objects of these kinds, and of any where there are none.</param>
/// <param name="Names">Of them those whose name matches one of these patterns, in which <c>*</c> and <c>?</c> stand for anything.</param>
/// <param name="Flows">Besides, these flows by name or id, with all that they need.</param>
public sealed record ExportSelection(IReadOnlyList<string> Kinds, IReadOnlyList<string> Names, IReadOnlyList<string> Flows)
{
    /// <summary>Whether objects are selected by kind or name, or all of them.</summary>
    internal bool ByFilter => Kinds.Count > 0 || Names.Count > 0 || Flows.Count == 0;
}

/// <summary>A sandbox as files: what is to be written, the lockfile last.</summary>
/// <param name="Files">The manifest and the files that it refers to, which come before it.</param>
/// <param name="Lockfile">The record that fits them.</param>
/// <param name="References">How many objects are only referred to.</param>
/// <param name="Secrets">The variables whose values have to be given before the next plan, sorted.</param>
public sealed record ExportedSandbox(
    ImmutableArray<ExportedFile> Files, Lockfile Lockfile, int References, ImmutableArray<string> Secrets);

/// <summary>A file of an export.</summary>
/// <param name="Path">Its path below the manifest's folder, with slashes.</param>
/// <param name="Text">Its text.</param>
public sealed record ExportedFile(string Path, string Text)
{
    /// <summary>The manifest.</summary>
    public const string Manifest = "flowplan.yaml";
}
