using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;
using Superpower;
using Superpower.Model;
using Result = Superpower.Model.TokenListParserResult<FlowPlan.DataPrep.Parsing.TokenKind, FlowPlan.DataPrep.Syntax.Expression>;
using Tokens = Superpower.Model.TokenList<FlowPlan.DataPrep.Parsing.TokenKind>;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>The grammar from the operators down: one loop for all levels, so that a chain of them costs no recursion.</summary>
internal static class Grammar
{
    /// <summary>An expression of any level.</summary>
    public static readonly TokenListParser<TokenKind, Expression> Expression = input => Infix(input, Operators.AssignmentLevel);

    private static readonly TokenListParser<TokenKind, Token<TokenKind>> Colon = Symbol(":");

    /// <summary>Where a token is.</summary>
    public static TextRange RangeOf(Token<TokenKind> token) => new(token.Span.Position.Absolute, token.Span.Length);

    /// <summary>A symbol with this text. Made once for each: a parser of Superpower looks for attributes of the token's kind when it is made.</summary>
    public static TokenListParser<TokenKind, Token<TokenKind>> Symbol(string text) => input =>
    {
        if (input.IsAtEnd)
            return TokenListParserResult.Empty<TokenKind, Token<TokenKind>>(input);
        var token = input.ConsumeToken();
        return token.Value.Kind == TokenKind.Symbol && KnownTexts.Of(token.Value) == text ? token : TokenListParserResult.Empty<TokenKind, Token<TokenKind>>(input);
    };

    private static Result Infix(Tokens input, int lowest)
    {
        var result = Prefix(input);
        while (result is { HasValue: true, Remainder.IsAtEnd: false })
        {
            var token = result.Remainder.ConsumeToken();
            var text = KnownTexts.Of(token.Value);
            if (text == "?" && lowest <= Operators.ConditionalLevel)
            {
                result = Conditional(input, result.Value, token.Remainder);
                continue;
            }

            if (!Operators.TryGetBinary(text, out var found, out var level) || level < lowest)
                break;
            var right = Infix(token.Remainder, Operators.IsRightAssociative(level) ? level : level + 1);
            if (!right.HasValue)
                return right;
            if (Operators.IsNonAssociative(level) && Continues(right.Remainder, level) is { } again)
                return TokenListParserResult.Empty<TokenKind, Expression>(right.Remainder, $"'{again}' cannot follow '{text}' without brackets");
            result = TokenListParserResult.Value<TokenKind, Expression>(
                new Expression.Binary(found, text, RangeOf(token.Value), result.Value, right.Value), input, right.Remainder);
        }

        return result;
    }

    /// <summary>The next operator, if it is of the level.</summary>
    private static string? Continues(Tokens rest, int level)
    {
        if (rest.IsAtEnd)
            return null;
        var text = KnownTexts.Of(rest.ConsumeToken().Value);
        return Operators.TryGetBinary(text, out _, out var next) && next == level ? text : null;
    }

    private static Result Conditional(Tokens start, Expression test, Tokens afterMark)
    {
        var yes = Infix(afterMark, Operators.ConditionalLevel);
        if (!yes.HasValue)
            return yes;
        var colon = Colon(yes.Remainder);
        if (!colon.HasValue)
            return TokenListParserResult.Empty<TokenKind, Expression>(yes.Remainder, "the '?' has no ':'");
        var no = Infix(colon.Remainder, Operators.ConditionalLevel);
        return no.HasValue
            ? TokenListParserResult.Value<TokenKind, Expression>(new Expression.Conditional(test, yes.Value, no.Value), start, no.Remainder)
            : no;
    }

    private static Result Prefix(Tokens input)
    {
        if (input.IsAtEnd)
            return TokenListParserResult.Empty<TokenKind, Expression>(input);
        var token = input.ConsumeToken();
        if (!Operators.TryGetUnary(KnownTexts.Of(token.Value), out var found))
            return Primaries.Postfix(input);
        var operand = Prefix(token.Remainder);
        return operand.HasValue
            ? TokenListParserResult.Value<TokenKind, Expression>(
                new Expression.Unary(found, operand.Value, RangeOf(token.Value).To(operand.Value.Range)), input, operand.Remainder)
            : operand;
    }
}
