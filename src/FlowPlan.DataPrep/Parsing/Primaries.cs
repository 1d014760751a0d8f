using FlowPlan.DataPrep.Findings;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;
using Superpower;
using Superpower.Model;
using Superpower.Parsers;
using Parser = Superpower.TokenListParser<FlowPlan.DataPrep.Parsing.TokenKind, FlowPlan.DataPrep.Syntax.Expression>;
using Result = Superpower.Model.TokenListParserResult<FlowPlan.DataPrep.Parsing.TokenKind, FlowPlan.DataPrep.Syntax.Expression>;
using Tokens = Superpower.Model.TokenList<FlowPlan.DataPrep.Parsing.TokenKind>;

namespace FlowPlan.DataPrep.Parsing;

/// <summary>The grammar from literals and names up to calls, parts and items.</summary>
internal static class Primaries
{
    private static readonly Parser Nested = Parse.Ref(() => Grammar.Expression);

    private static readonly Parser Number = Token.EqualTo(TokenKind.Number)
        .Where(t => NumberText.Parse(t.ToStringValue()) is not null, "the number is not valid")
        .Select(t => (Expression)new Expression.Literal(NumberText.Parse(t.ToStringValue())!, t.ToStringValue(), Grammar.RangeOf(t)));

    private static readonly Parser Text = Token.EqualTo(TokenKind.Text)
        .Select(t => (Expression)new Expression.Literal(new DataValue.Text(QuotedText.Unquote(t.ToStringValue())), t.ToStringValue(), Grammar.RangeOf(t)));

    private static readonly Parser Pattern = Token.EqualTo(TokenKind.Pattern)
        .Select(t => (Expression)new Expression.Pattern(t.ToStringValue()[2..^1], Grammar.RangeOf(t)));

    private static readonly Parser Template = Token.EqualTo(TokenKind.Template)
        .Select(t => (Expression)new Expression.Template(t.ToStringValue()[1..^1], Grammar.RangeOf(t)));

    private static readonly Parser QuotedField = Token.EqualTo(TokenKind.QuotedField)
        .Where(t => t.Span.Length > 3, "the '${}' has no name")
        .Select(t => (Expression)new Expression.Field(t.ToStringValue()[2..^1], IsQuoted: true, Grammar.RangeOf(t)));

    private static readonly TokenListParser<TokenKind, Token<TokenKind>> Name =
        Token.EqualTo(TokenKind.Word).Where(Calls.IsName);

    private static readonly TokenListParser<TokenKind, Expression[]> Arguments = Nested.ManyDelimitedBy(Grammar.Symbol(","));

    private static readonly Parser List =
        from open in Grammar.Symbol("[")
        from items in Arguments
        from close in Grammar.Symbol("]")
        select (Expression)new Expression.ListOf([.. items], Grammar.RangeOf(open).To(Grammar.RangeOf(close)));

    private static readonly TokenListParser<TokenKind, (Expression Key, Expression? Value)> Entry =
        from key in Nested
        from value in Grammar.Symbol(":").IgnoreThen(Nested).AsNullable().OptionalOrDefault()
        select (key, value);

    private static readonly Parser Braces =
        from open in Grammar.Symbol("{")
        from colon in Grammar.Symbol(":").Optional()
        from entries in colon is null ? Entry.ManyDelimitedBy(Grammar.Symbol(",")) : Parse.Return<TokenKind, (Expression, Expression?)[]>([])
        from close in Grammar.Symbol("}")
        from whole in Same(entries, colon is not null, Grammar.RangeOf(open).To(Grammar.RangeOf(close)))
        select whole;

    private static readonly Parser Brackets =
        from open in Grammar.Symbol("(")
        from inner in Nested
        from close in Grammar.Symbol(")")
        select inner;

    private static readonly Parser Lambda =
        from names in Name.AtLeastOnceDelimitedBy(Grammar.Symbol(",")).Between(Grammar.Symbol("("), Grammar.Symbol(")"))
            .Or(Name.Select(n => (Token<TokenKind>[])[n])).Or(Grammar.Symbol("(").IgnoreThen(Grammar.Symbol(")")).Value((Token<TokenKind>[])[]))
        from arrow in Grammar.Symbol("->")
        from body in Nested
        select (Expression)new Expression.Lambda(
            [.. names.Select(n => n.ToStringValue())], body, Grammar.RangeOf(names.Length > 0 ? names[0] : arrow).To(body.Range));

    /// <summary>A primary with the parts, items and methods that follow it.</summary>
    public static Result Postfix(Tokens input)
    {
        var result = Primary(input);
        while (result is { HasValue: true, Remainder.IsAtEnd: false })
        {
            var next = result.Remainder.ConsumeToken();
            var text = KnownTexts.Of(next.Value);
            if (text is not ("." or "?." or "["))
                break;
            var target = result.Value;
            var after = text == "[" ? Item(target)(next.Remainder) : Calls.Part(target, text == "?.", next.Remainder);
            if (!after.HasValue)
                return after;
            result = TokenListParserResult.Value<TokenKind, Expression>(after.Value, input, after.Remainder);
        }

        return result;
    }

    private static Result Primary(Tokens input)
    {
        if (input.IsAtEnd)
            return TokenListParserResult.Empty<TokenKind, Expression>(input);
        var token = input.ConsumeToken().Value;
        return token.Kind switch
        {
            TokenKind.Number => Number(input),
            TokenKind.Text => Text(input),
            TokenKind.Pattern => Pattern(input),
            TokenKind.Template => Template(input),
            TokenKind.QuotedField => QuotedField(input),
            TokenKind.Word => ConstantOf(KnownTexts.Of(token)) is { } constant ? Literal(constant, input) : IsLambda(input) ? Lambda(input) : Calls.CallOrField(input),
            _ => KnownTexts.Of(token) switch
            {
                "(" => IsLambda(input) ? Lambda(input) : Brackets(input),
                "[" => List(input),
                "{" => Braces(input),
                _ => TokenListParserResult.Empty<TokenKind, Expression>(input),
            },
        };
    }

    /// <summary>Whether <c>x -></c> or <c>(x, y) -></c> follows, seen from the tokens alone.</summary>
    private static bool IsLambda(Tokens input)
    {
        var first = input.ConsumeToken();
        if (first.Value.Kind == TokenKind.Word)
            return IsArrow(first.Remainder);
        var rest = first.Remainder;
        while (!rest.IsAtEnd)
        {
            var token = rest.ConsumeToken();
            rest = token.Remainder;
            if (KnownTexts.Of(token.Value) == ")")
                return IsArrow(rest);
            if (token.Value.Kind != TokenKind.Word && KnownTexts.Of(token.Value) != ",")
                return false;
        }

        return false;
    }

    private static bool IsArrow(Tokens rest) => KnownTexts.Next(rest) == "->";

    private static DataValue? ConstantOf(string word) => word switch
    {
        "true" => DataValue.Of(true),
        "false" => DataValue.Of(false),
        "null" => DataValue.Null,
        _ => null,
    };

    private static Result Literal(DataValue value, Tokens input)
    {
        var token = input.ConsumeToken();
        return TokenListParserResult.Value<TokenKind, Expression>(
            new Expression.Literal(value, KnownTexts.Of(token.Value), Grammar.RangeOf(token.Value)), input, token.Remainder);
    }

    private static Parser Item(Expression target) =>
        (from star in Grammar.Symbol("*")
         from close in Grammar.Symbol("]")
         select (Expression)new Expression.Wildcard(target, target.Range.To(Grammar.RangeOf(close))))
        .Or(from key in Nested
            from close in Grammar.Symbol("]")
            select (Expression)new Expression.Index(target, key, target.Range.To(Grammar.RangeOf(close))));

    private static Parser Same((Expression Key, Expression? Value)[] entries, bool isMap, TextRange at)
    {
        if (!isMap && entries.All(e => e.Value is null))
            return Parse.Return<TokenKind, Expression>(new Expression.SetOf([.. entries.Select(e => e.Key)], at));
        return entries.All(e => e.Value is not null)
            ? Parse.Return<TokenKind, Expression>(new Expression.MapOf([.. entries.Select(e => (e.Key, e.Value!))], at))
            : input => TokenListParserResult.Empty<TokenKind, Expression>(input, "a map needs a value after each key");
    }
}
