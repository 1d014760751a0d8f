namespace FlowPlan.DataPrep.Findings;

/// <summary>The sorts of findings in an expression.</summary>
public enum FindingKind
{
    /// <summary>The text is not an expression.</summary>
    Syntax,

    /// <summary>The text has more than 4096 characters.</summary>
    TooLong,

    /// <summary>Brackets or operators are nested deeper than FlowPlan reads.</summary>
    TooDeep,

    /// <summary>A function that the table does not have.</summary>
    UnknownFunction,

    /// <summary>A method of Java that is not among those that are known.</summary>
    UnknownMethod,

    /// <summary>Too few, too many, or an uneven number of arguments.</summary>
    ArgumentCount,

    /// <summary>An argument that can never have the type of its parameter.</summary>
    ArgumentType,

    /// <summary>A reserved word as the name of a field.</summary>
    ReservedName,

    /// <summary>The name of a function as the name of a field.</summary>
    FunctionAsField,

    /// <summary>A separator that <c>split</c> or <c>explode</c> reads otherwise than it looks.</summary>
    Separator,

    /// <summary>An assignment where a comparison is likely meant.</summary>
    Assignment,

    /// <summary><c>+</c> on a string.</summary>
    PlusOnText,

    /// <summary><c>${…}</c> inside a string.</summary>
    Placeholder,

    /// <summary>The text was copied from JSON with its escapes.</summary>
    JsonEscaped,

    /// <summary>A date pattern that means something else than it looks.</summary>
    DatePattern,

    /// <summary>A function that the flow does not offer.</summary>
    OtherFlow,

    /// <summary>A function that has been replaced.</summary>
    Deprecated,

    /// <summary>The result is certainly null.</summary>
    AlwaysNull,

    /// <summary>A statement or an operator whose support in Data Prep is not documented.</summary>
    Unverified,
}
