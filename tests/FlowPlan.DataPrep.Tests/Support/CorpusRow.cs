namespace FlowPlan.DataPrep.Tests.Support;

/// <summary>A line of the corpus.</summary>
internal sealed record CorpusRow(string Expression, string Outcome, string Findings, string Source)
{
    /// <summary>Whether the value was printed in a document of Adobe.</summary>
    public bool IsPrinted => Source.Length > 0 && !Source.EndsWith("(pattern)", StringComparison.Ordinal);

    public static CorpusRow Read(string line)
    {
        var cells = line.Split('\t');
        return new(cells[0], cells[1], cells[2], cells[3]);
    }

    public override string ToString() => string.Join('\t', Expression, Outcome, Findings.Replace('\t', ' '), Source);
}
