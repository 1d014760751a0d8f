using FlowPlan.DataPrep.Syntax;
using Superpower.Model;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>The texts of tokens that mean something by themselves: operators, brackets, reserved words. They are looked up, not copied from the text.</summary>
internal static class KnownTexts
{
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> All =
        Operators.Texts.Concat(ReservedWords.All).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text of a symbol, an operator or a reserved word; empty for any other token.</summary>
    public static string Of(Token<TokenKind> token) =>
        token.Kind is TokenKind.Symbol or TokenKind.Word
        && All.TryGetValue(token.Span.Source.AsSpan(token.Span.Position.Absolute, token.Span.Length), out var known)
            ? known
            : "";

    /// <summary>The text of the next token; empty where there is none.</summary>
    public static string Next(TokenList<TokenKind> tokens) => tokens.IsAtEnd ? "" : Of(tokens.ConsumeToken().Value);
}
