namespace FlowPlan.DataPrep.Parsing;

/// <summary>The sorts of tokens.</summary>
internal enum TokenKind
{
    /// <summary>A number, with its suffix.</summary>
    Number,

    /// <summary>A string with its quotes.</summary>
    Text,

    /// <summary>Text in back quotes.</summary>
    Template,

    /// <summary>A regular expression with its delimiters.</summary>
    Pattern,

    /// <summary>A word: the name of a field or function, or a reserved word.</summary>
    Word,

    /// <summary>A path in <c>${…}</c>.</summary>
    QuotedField,

    /// <summary>An operator or bracket that is not a word.</summary>
    Symbol,
}
