namespace FlowPlan.DataPrep.Findings;

/// <summary>A part of an expression's text.</summary>
/// <param name="Start">The index of its first character.</param>
/// <param name="Length">The number of its characters; 0 at the end of the text.</param>
public readonly record struct TextRange(int Start, int Length)
{
    /// <summary>The index after its last character.</summary>
    public int End => Start + Length;

    /// <summary>From the start of one to the end of another.</summary>
    public TextRange To(TextRange last) => new(Start, Math.Max(Length, last.End - Start));
}
