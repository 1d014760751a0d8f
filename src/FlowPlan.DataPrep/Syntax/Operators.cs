namespace FlowPlan.DataPrep.Syntax;

/// <summary>The operators as data: their texts, how tightly they bind, and whether several can follow each other.</summary>
public static class Operators
{
    /// <summary>The level of assignments, which bind least.</summary>
    public const int AssignmentLevel = 1;

    /// <summary>The level of <c>?:</c> and <c>??</c>.</summary>
    public const int ConditionalLevel = 2;

    /// <summary>The level of operators before their operand.</summary>
    public const int UnaryLevel = 13;

    private static readonly (BinaryOperator Operator, int Level, string[] Texts)[] Table =
    [
        (BinaryOperator.Assign, AssignmentLevel, ["=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>=", ">>>="]),
        (BinaryOperator.Elvis, ConditionalLevel, ["?:"]),
        (BinaryOperator.Coalesce, ConditionalLevel, ["??"]),
        (BinaryOperator.Or, 3, ["||", "or"]),
        (BinaryOperator.And, 4, ["&&", "and"]),
        (BinaryOperator.BitOr, 5, ["|"]),
        (BinaryOperator.BitXor, 6, ["^"]),
        (BinaryOperator.BitAnd, 7, ["&"]),
        (BinaryOperator.Equal, 8, ["==", "eq"]),
        (BinaryOperator.NotEqual, 8, ["!=", "ne"]),
        (BinaryOperator.StrictEqual, 8, ["==="]),
        (BinaryOperator.StrictNotEqual, 8, ["!=="]),
        (BinaryOperator.Range, 8, [".."]),
        (BinaryOperator.Less, 9, ["<", "lt"]),
        (BinaryOperator.Greater, 9, [">", "gt"]),
        (BinaryOperator.LessOrEqual, 9, ["<=", "le"]),
        (BinaryOperator.GreaterOrEqual, 9, [">=", "ge"]),
        (BinaryOperator.Matches, 9, ["=~"]),
        (BinaryOperator.NotMatches, 9, ["!~"]),
        (BinaryOperator.StartsWith, 9, ["=^"]),
        (BinaryOperator.NotStartsWith, 9, ["!^"]),
        (BinaryOperator.EndsWith, 9, ["=$"]),
        (BinaryOperator.NotEndsWith, 9, ["!$"]),
        (BinaryOperator.ShiftLeft, 10, ["<<"]),
        (BinaryOperator.ShiftRight, 10, [">>"]),
        (BinaryOperator.ShiftRightUnsigned, 10, [">>>"]),
        (BinaryOperator.Add, 11, ["+"]),
        (BinaryOperator.Subtract, 11, ["-"]),
        (BinaryOperator.Multiply, 12, ["*"]),
        (BinaryOperator.Divide, 12, ["/", "div"]),
        (BinaryOperator.Remainder, 12, ["%", "mod"]),
    ];

    private static readonly (UnaryOperator Operator, string[] Texts)[] UnaryTable =
    [
        (UnaryOperator.Negate, ["-"]),
        (UnaryOperator.Plus, ["+"]),
        (UnaryOperator.Complement, ["~"]),
        (UnaryOperator.Not, ["!", "not"]),
        (UnaryOperator.Empty, ["empty"]),
        (UnaryOperator.Size, ["size"]),
    ];

    private static readonly Dictionary<string, (BinaryOperator, int)> ByText =
        Table.SelectMany(o => o.Texts.Select(t => (t, o))).ToDictionary(o => o.t, o => (o.o.Operator, o.o.Level), StringComparer.Ordinal);

    private static readonly Dictionary<string, UnaryOperator> UnaryByText =
        UnaryTable.SelectMany(o => o.Texts.Select(t => (t, o.Operator))).ToDictionary(o => o.t, o => o.Operator, StringComparer.Ordinal);

    /// <summary>The texts of operators that are not words, by their first character, the longest first.</summary>
    private static readonly Dictionary<char, string[]> Symbols =
        Texts.Where(t => !char.IsLetter(t[0])).OrderByDescending(t => t.Length).ThenBy(t => t, StringComparer.Ordinal).GroupBy(t => t[0]).ToDictionary(g => g.Key, g => g.ToArray());

    /// <summary>The texts of all operators, brackets and separators.</summary>
    internal static IEnumerable<string> Texts => ByText.Keys.Concat(UnaryByText.Keys).Concat(["->", "?", "?.", ":", ",", ".", "(", ")", "[", "]", "{", "}", ";"]).Distinct();

    /// <summary>The texts of operators that are not words and begin with the character, the longest first.</summary>
    internal static ReadOnlySpan<string> SymbolsFrom(char first) => Symbols.GetValueOrDefault(first);

    /// <summary>The operator between operands that has this text.</summary>
    public static bool TryGetBinary(string text, out BinaryOperator found, out int level)
    {
        var known = ByText.TryGetValue(text, out var entry);
        (found, level) = entry;
        return known;
    }

    /// <summary>The operator before an operand that has this text.</summary>
    public static bool TryGetUnary(string text, out UnaryOperator found) => UnaryByText.TryGetValue(text, out found);

    /// <summary>How tightly an operator binds; a higher level binds more.</summary>
    public static int LevelOf(BinaryOperator binary) => Table[(int)binary].Level;

    /// <summary>The text of an operator.</summary>
    public static string TextOf(BinaryOperator binary) => Table[(int)binary].Texts[0];

    /// <summary>The text of an operator.</summary>
    public static string TextOf(UnaryOperator unary) => UnaryTable[(int)unary].Texts[0];

    /// <summary>Whether <c>a op b op c</c> is an error: comparisons.</summary>
    public static bool IsNonAssociative(int level) => level is 8 or 9;

    /// <summary>Whether <c>a op b op c</c> is <c>a op (b op c)</c>.</summary>
    public static bool IsRightAssociative(int level) => level <= ConditionalLevel;
}
