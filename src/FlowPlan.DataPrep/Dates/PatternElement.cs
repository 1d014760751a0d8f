namespace FlowPlan.DataPrep.Dates;

/// <summary>A part of a date pattern: a letter that is repeated, or text that stands for itself.</summary>
/// <param name="Letter">The letter; <c>'</c> for text.</param>
/// <param name="Count">How often it is repeated.</param>
/// <param name="Text">The text.</param>
internal readonly record struct PatternElement(char Letter, int Count, string Text)
{
    /// <summary>Whether it stands for itself.</summary>
    public bool IsText => Letter == '\'';

    /// <summary>Whether it is a number of digits.</summary>
    public bool IsNumber => Letter switch
    {
        'M' or 'L' or 'Q' or 'q' or 'e' or 'c' => Count <= 2,
        'a' or 'G' or 'E' or 'z' or 'Z' or 'X' or 'x' or 'V' or 'v' or 'O' or '\'' => false,
        _ => true,
    };
}
