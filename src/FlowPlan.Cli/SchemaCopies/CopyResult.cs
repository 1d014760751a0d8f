using System.Text;
using FlowPlan.Aep.Kinds.Schemas.Copies;
using FlowPlan.Aep.Kinds.Schemas.Pulling;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.SchemaCopies;

/// <summary>What is to be said of the copy of a schema.</summary>
internal enum CopyStatus
{
    /// <summary>There was none, or none that could be used; now there is.</summary>
    Written,

    /// <summary>It was replaced.</summary>
    Updated,

    /// <summary>It is as the live schema.</summary>
    Unchanged,

    /// <summary>The live schema is different.</summary>
    Different,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is damaged, or was changed by somebody else.</summary>
    Unusable,
}

/// <summary>The copy of a schema and the live one.</summary>
/// <param name="Address">The schema.</param>
/// <param name="File">The path of the copy below the folder of the manifest.</param>
/// <param name="Live">The live schema.</param>
/// <param name="Status">What is to be said of the copy.</param>
/// <param name="Differences">What the live schema has in another way.</param>
/// <param name="Fault">Why the former copy cannot be used; null where there was none, or where it can be used.</param>
internal sealed record CopyResult(ResourceAddress Address, string File, ResolvedSchema Live, CopyStatus Status, IReadOnlyList<string> Differences, string? Fault = null)
{
    private const int MostLines = 20;

    /// <summary>All results for people.</summary>
    /// <param name="results">The results.</param>
    /// <param name="pull">The command that writes the copies; null where it has just done so.</param>
    public static string Text(IReadOnlyList<CopyResult> results, string? pull)
    {
        var text = new StringBuilder();
        var width = results.Max(r => TerminalWidth.OfAll(r.File));
        foreach (var result in results)
        {
            text.Append(SafeText.Line($"{TerminalWidth.Pad(result.File, width)}  {result.Words()}")).Append('\n');
            foreach (var line in result.Differences.Take(MostLines))
                text.Append("  ").Append(SafeText.Line(line)).Append('\n');
            if (result.Differences.Count > MostLines)
                text.Append($"  and {result.Differences.Count - MostLines} more; --format json lists all\n");
        }

        var counts = results.GroupBy(r => r.Status).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Word(g.Key)}");
        text.Append($"{Quantity.Of(results.Count, SchemaPuller.Kind)}: {string.Join(", ", counts)}.\n");
        if (pull is not null && results.Any(r => r.Status is CopyStatus.Different or CopyStatus.Missing or CopyStatus.Unusable))
            text.Append($"To update the copies, run: {pull}\n");
        return text.ToString();
    }

    /// <summary>The result for programs.</summary>
    public Value ToValue() => Value.Map.Of(
        ("address", Value.Of(Address.ToString())),
        ("file", Value.Of(File)),
        ("id", Value.Of(Live.Id)),
        ("title", Value.Of(Live.Title)),
        ("version", Documents.Text(Live.Version)),
        ("fields", Value.Of(Live.FieldCount)),
        ("sha256", Value.Of(Live.Hash)),
        ("status", Value.Of(Word(Status))),
        ("differences", Documents.Texts(Differences)));

    private string Words() => Status switch
    {
        CopyStatus.Written => $"written: {Described()}",
        CopyStatus.Updated => $"updated: {Described()}",
        CopyStatus.Different => "differs from the live schema:",
        CopyStatus.Missing => "missing",
        CopyStatus.Unusable => $"cannot be used: {Fault}",
        _ => "unchanged",
    };

    private string Described() => $"'{Live.Title}'{(Live.Version is null ? "" : $" {Live.Version}")}, {Quantity.Of(Live.FieldCount, "field")}";

    private static string Word(CopyStatus status) => status switch
    {
        CopyStatus.Written => "written",
        CopyStatus.Updated => "updated",
        CopyStatus.Different => "different",
        CopyStatus.Missing => "missing",
        CopyStatus.Unusable => "unusable",
        _ => "unchanged",
    };
}
