namespace FlowPlan.DataPrep.Syntax;

/// <summary>Operators before one operand.</summary>
public enum UnaryOperator
{
    /// <summary><c>-</c>.</summary>
    Negate,

    /// <summary><c>+</c>.</summary>
    Plus,

    /// <summary><c>~</c>.</summary>
    Complement,

    /// <summary><c>!</c>.</summary>
    Not,

    /// <summary><c>empty</c>.</summary>
    Empty,

    /// <summary><c>size</c>.</summary>
    Size,
}
