using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;
using Superpower.Model;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>The text of an expression to its syntax tree. It never throws, and its time is linear in the length of the text.</summary>
public static class ExpressionParser
{
    /// <summary>The most characters that Data Prep takes.</summary>
    public const int MostCharacters = 4096;

    private static readonly ExpressionTokenizer Tokenizer = new();

    /// <summary>Reads one expression.</summary>
    public static ParseResult Parse(string text)
    {
        if (text.Length > MostCharacters)
            return Failed(FindingKind.TooLong, new(MostCharacters, text.Length - MostCharacters), $"the expression has {text.Length} characters; Data Prep accepts at most {MostCharacters}");
        if (string.IsNullOrWhiteSpace(text))
            return Failed(FindingKind.Syntax, new(0, text.Length), "the expression is empty");
        var tokens = Tokenizer.TryTokenize(text);
        if (!tokens.HasValue)
            return new(null, LexicalProblem(text, tokens.ErrorPosition.Absolute));
        if (tokens.Value.IsAtEnd)
            return Failed(FindingKind.Syntax, new(0, text.Length), "the expression is empty");
        if (Nesting.FaultIn(tokens.Value) is { } fault)
            return new(null, fault);
        return StatementIn(tokens.Value) is { } statement ? new(null, statement) : Read(text, tokens.Value);
    }

    private static ParseResult Read(string text, TokenList<TokenKind> tokens)
    {
        var result = Grammar.Expression(tokens);
        if (result is { HasValue: true, Remainder.IsAtEnd: true })
        {
            return result.Value.Depth > Nesting.Most
                ? Failed(FindingKind.TooDeep, result.Value.Range, $"more than {Nesting.Most} operators and brackets are nested")
                : new(result.Value, null);
        }

        var rest = result.Remainder;
        if (rest.IsAtEnd)
            return Failed(FindingKind.Syntax, new(text.TrimEnd().Length, 0), result.ErrorMessage ?? "the expression is not complete: a value is missing at its end");
        var token = rest.ConsumeToken().Value;
        var range = Grammar.RangeOf(token);
        var word = token.ToStringValue();
        if (token.Kind == TokenKind.Word && ReservedWords.Contains(word) && !result.HasValue)
            return Failed(FindingKind.ReservedName, range, $"'{word}' is a reserved word", $"write ${{{word}}} for a field of that name");
        return Failed(FindingKind.Syntax, range, result.ErrorMessage ?? (result.HasValue ? $"an operator is missing before '{Short(word)}'" : $"'{Short(word)}' is not expected here"));
    }

    private static Finding LexicalProblem(string text, int at)
    {
        var escaped = new Finding(FindingKind.JsonEscaped, new(at, 2), "the quotes are escaped as in JSON", "remove the backslashes before the quotes");
        return text[at] switch
        {
            '\\' when at + 1 < text.Length && text[at + 1] is '"' or '\'' => escaped,
            '"' or '\'' or '`' when text.Contains("\\\"", StringComparison.Ordinal) && at > 0 && text[at - 1] == '\\' => escaped with { Range = new(at - 1, 2) },
            '"' or '\'' or '`' => new(FindingKind.Syntax, new(at, 1), "the string is not closed", $"add {text[at]} at its end"),
            '~' => new(FindingKind.Syntax, new(at, 2), "the pattern is not closed", "add / at its end"),
            '$' => new(FindingKind.Syntax, new(at, 2), "the '${' is not closed", "add } after the name"),
            '/' => new(FindingKind.Syntax, new(at, 2), "the comment is not closed", "add */ at its end"),
            '“' or '”' or '‘' or '’' => new(FindingKind.Syntax, new(at, 1), $"{text[at]} is a typographic quote", "write \" or '"),
            var c when char.IsControl(c) => new(FindingKind.Syntax, new(at, 1), "a control character is not expected here"),
            var c => new(FindingKind.Syntax, new(at, 1), $"'{c}' is not expected here"),
        };
    }

    private static Finding? StatementIn(TokenList<TokenKind> tokens)
    {
        // Only the first word can begin a statement; elsewhere it is a name that must be quoted.
        var isFirst = true;
        foreach (var token in tokens)
        {
            var text = KnownTexts.Of(token);
            if (text == ";" || (isFirst && token.Kind == TokenKind.Word && ReservedWords.BeginsStatement(text)))
                return new(FindingKind.Unverified, Grammar.RangeOf(token), $"'{text}' belongs to statements of JEXL, which the documentation of Data Prep does not mention: the expression is not checked", "use iif, decode or a lambda");
            isFirst = false;
        }

        return null;
    }

    private static ParseResult Failed(FindingKind kind, TextRange range, string message, string? suggestion = null) => new(null, new(kind, range, message, suggestion));

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
