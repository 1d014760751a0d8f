using FlowPlan.DataPrep.Findings;
using Superpower.Model;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>What can be said of the brackets before the grammar is tried: it keeps the grammar's recursion within bounds.</summary>
internal static class Nesting
{
    /// <summary>The deepest tree that is read.</summary>
    public const int Most = 200;

    /// <summary>The first bracket that is not closed, not opened, or nested too deeply; null where there is none.</summary>
    public static Finding? FaultIn(IEnumerable<Token<TokenKind>> tokens)
    {
        // Of each open bracket: its text, its place, and how many operators nest to the right within it.
        var open = new Stack<(string Text, TextRange At, int Depth)>([("", default, 0)]);
        foreach (var token in tokens)
        {
            var at = new TextRange(token.Span.Position.Absolute, token.Span.Length);
            var text = KnownTexts.Of(token);
            var top = open.Peek();
            if (text is "(" or "[" or "{")
            {
                open.Push((text, at, top.Depth + 1));
            }
            else if (text is ")" or "]" or "}")
            {
                if (top.Text != (text switch { ")" => "(", "]" => "[", _ => "{" }))
                    return Unopened(text, at, top.Text, top.At);
                open.Pop();
            }
            else if (text is "," or ";" && open.Count > 1)
            {
                // What nested to the right ends; what the bracket itself nests in remains.
                open.Pop();
                open.Push(top with { Depth = open.Peek().Depth + 1 });
            }
            else if (IsNesting(token.Kind, text))
            {
                open.Pop();
                open.Push(top with { Depth = top.Depth + 1 });
            }

            if (open.Peek().Depth > Most)
                return new(FindingKind.TooDeep, at, $"more than {Most} operators and brackets are nested", "divide the expression into several fields");
        }

        return open.Count == 1 ? null : Unclosed(open.Peek().Text, open.Peek().At);
    }

    private static bool IsNesting(TokenKind kind, string text) =>
        kind == TokenKind.Symbol ? text is not (":" or "." or "?.") : text is "not" or "empty" or "size" or "and" or "or" or "div" or "mod";

    private static Finding Unopened(string text, TextRange at, string top, TextRange topAt) => top.Length == 0
        ? new(FindingKind.Syntax, at, $"the '{text}' has no opening bracket", "remove it")
        : new(FindingKind.Syntax, at, $"the '{text}' does not close the '{top}' at column {topAt.Start + 1}", $"write '{Closing(top)}' first");

    private static Finding Unclosed(string text, TextRange at) => new(FindingKind.Syntax, at, $"the '{text}' is not closed", $"add '{Closing(text)}'");

    private static string Closing(string text) => text switch { "(" => ")", "[" => "]", _ => "}" };
}
