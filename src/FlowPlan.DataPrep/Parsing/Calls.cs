using System.Collections.Immutable;
using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;
using Superpower.Model;
using Result = Superpower.Model.TokenListParserResult<FlowPlan.DataPrep.Parsing.TokenKind, FlowPlan.DataPrep.Syntax.Expression>;
using Tokens = Superpower.Model.TokenList<FlowPlan.DataPrep.Parsing.TokenKind>;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>Fields, calls of functions, and the parts and methods of a value. They are most of each expression, and are read without combinators.</summary>
internal static class Calls
{
    /// <summary>Whether a token can be a name without <c>${…}</c>.</summary>
    public static bool IsName(Token<TokenKind> token) => token.Kind == TokenKind.Word && KnownTexts.Of(token).Length == 0;

    /// <summary>A call of a function, or else a field.</summary>
    public static Result CallOrField(Tokens input)
    {
        var name = input.ConsumeToken();
        if (!IsName(name.Value))
            return Failed(input);
        var (text, range) = (name.Value.ToStringValue(), Grammar.RangeOf(name.Value));
        if (KnownTexts.Next(name.Remainder) != "(")
            return Value(new Expression.Field(text, IsQuoted: false, range), input, name.Remainder);
        return Arguments(name.Remainder, out var arguments, out var end) is { } failed
            ? failed
            : Value(new Expression.Call(text, range, arguments, range.To(end.Range)), input, end.After);
    }

    /// <summary>A part of a value or a call of its method, after the dot.</summary>
    public static Result Part(Expression target, bool isSafe, Tokens input)
    {
        if (input.IsAtEnd || input.ConsumeToken() is not { Value.Kind: TokenKind.Word } name)
            return Failed(input);
        var (text, range) = (name.Value.ToStringValue(), Grammar.RangeOf(name.Value));
        if (KnownTexts.Next(name.Remainder) != "(")
            return Value(new Expression.Member(target, text, isSafe, range), input, name.Remainder);
        return Arguments(name.Remainder, out var arguments, out var end) is { } failed
            ? failed
            : Value(new Expression.MethodCall(target, text, range, arguments, target.Range.To(end.Range)), input, end.After);
    }

    /// <summary>Reads arguments with their brackets; the failure where they are not valid.</summary>
    private static Result? Arguments(Tokens open, out ImmutableArray<Expression> arguments, out (TextRange Range, Tokens After) end)
    {
        (arguments, end) = ([], default);
        var items = ImmutableArray.CreateBuilder<Expression>();
        var rest = open.ConsumeToken().Remainder;
        var item = Grammar.Expression(rest);
        if (!item.HasValue && item.Remainder.Position != rest.Position)
            return item;
        while (item.HasValue)
        {
            items.Add(item.Value);
            rest = item.Remainder;
            if (KnownTexts.Next(rest) != ",")
                break;
            item = Grammar.Expression(rest.ConsumeToken().Remainder);
            if (!item.HasValue)
                return item;
        }

        if (KnownTexts.Next(rest) != ")")
            return Failed(rest);
        var close = rest.ConsumeToken();
        (arguments, end) = (items.DrainToImmutable(), (Grammar.RangeOf(close.Value), close.Remainder));
        return null;
    }

    private static Result Failed(Tokens at) => TokenListParserResult.Empty<TokenKind, Expression>(at);

    private static Result Value(Expression expression, Tokens from, Tokens rest) => TokenListParserResult.Value(expression, from, rest);
}
