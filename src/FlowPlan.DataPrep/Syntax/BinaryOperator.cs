namespace FlowPlan.DataPrep.Syntax;

/// <summary>Operators between two operands.</summary>
public enum BinaryOperator
{
    /// <summary><c>=</c> and its compound forms such as <c>+=</c>.</summary>
    Assign,

    /// <summary><c>?:</c>: the left one when it is true, otherwise the right one.</summary>
    Elvis,

    /// <summary><c>??</c>: the left one unless it is null.</summary>
    Coalesce,

    /// <summary><c>||</c>.</summary>
    Or,

    /// <summary><c>&amp;&amp;</c>.</summary>
    And,

    /// <summary><c>|</c>.</summary>
    BitOr,

    /// <summary><c>^</c>.</summary>
    BitXor,

    /// <summary><c>&amp;</c>.</summary>
    BitAnd,

    /// <summary><c>==</c>.</summary>
    Equal,

    /// <summary><c>!=</c>.</summary>
    NotEqual,

    /// <summary><c>===</c>: equal and of one type.</summary>
    StrictEqual,

    /// <summary><c>!==</c>.</summary>
    StrictNotEqual,

    /// <summary><c>..</c>: integers from the left one to the right one.</summary>
    Range,

    /// <summary><c>&lt;</c>.</summary>
    Less,

    /// <summary><c>&gt;</c>.</summary>
    Greater,

    /// <summary><c>&lt;=</c>.</summary>
    LessOrEqual,

    /// <summary><c>&gt;=</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>=~</c>: matches a pattern or is in a list.</summary>
    Matches,

    /// <summary><c>!~</c>.</summary>
    NotMatches,

    /// <summary><c>=^</c>.</summary>
    StartsWith,

    /// <summary><c>!^</c>.</summary>
    NotStartsWith,

    /// <summary><c>=$</c>.</summary>
    EndsWith,

    /// <summary><c>!$</c>.</summary>
    NotEndsWith,

    /// <summary><c>&lt;&lt;</c>.</summary>
    ShiftLeft,

    /// <summary><c>&gt;&gt;</c>.</summary>
    ShiftRight,

    /// <summary><c>&gt;&gt;&gt;</c>.</summary>
    ShiftRightUnsigned,

    /// <summary><c>+</c>.</summary>
    Add,

    /// <summary><c>-</c>.</summary>
    Subtract,

    /// <summary><c>*</c>.</summary>
    Multiply,

    /// <summary><c>/</c>.</summary>
    Divide,

    /// <summary><c>%</c>.</summary>
    Remainder,
}
