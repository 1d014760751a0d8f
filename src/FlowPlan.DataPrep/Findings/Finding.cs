namespace FlowPlan.DataPrep.Findings;

/// <summary>What is wrong or doubtful in an expression.</summary>
/// <param name="Kind">What sort of finding it is.</param>
/// <param name="Range">Where.</param>
/// <param name="Message">One clause that says what is wrong.</param>
/// <param name="Suggestion">What to write instead, or null.</param>
public sealed record Finding(FindingKind Kind, TextRange Range, string Message, string? Suggestion = null)
{
    /// <summary>Whether Data Prep certainly refuses the expression or fails to evaluate it; otherwise it is a warning.</summary>
    public bool IsError => Kind is FindingKind.Syntax or FindingKind.TooLong or FindingKind.TooDeep or FindingKind.ArgumentCount
        or FindingKind.ArgumentType or FindingKind.ReservedName or FindingKind.JsonEscaped;
}
