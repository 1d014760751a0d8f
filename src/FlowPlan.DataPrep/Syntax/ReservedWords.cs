namespace FlowPlan.DataPrep.Syntax;

/// <summary>Words that must be in <c>${…}</c> as the name of a field.</summary>
public static class ReservedWords
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "new", "mod", "or", "break", "var", "lt", "for", "false", "while", "eq", "gt", "div", "not", "null", "continue", "else", "and", "ne", "true",
        "le", "if", "ge", "return", "_errors", "do", "function", "empty", "size",
    };

    private static readonly HashSet<string> OfStatements = new(StringComparer.Ordinal)
    {
        "new", "break", "var", "for", "while", "continue", "else", "if", "return", "do", "function",
    };

    /// <summary>All of them.</summary>
    internal static IReadOnlyCollection<string> All => Words;

    /// <summary>Whether the word is reserved.</summary>
    public static bool Contains(string word) => Words.Contains(word);

    /// <summary>Whether the word begins a statement of JEXL.</summary>
    public static bool BeginsStatement(string word) => OfStatements.Contains(word);
}
