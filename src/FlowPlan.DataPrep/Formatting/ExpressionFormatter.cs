using System.Text;
using FlowPlan.DataPrep.Parsing;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Formatting;

/// <summary>A tree as text: one form for each tree, which reads back as the same tree.</summary>
public static class ExpressionFormatter
{
    private const int Width = 100;

    /// <summary>The text on one line.</summary>
    public static string Format(Expression expression) => Text(expression, 0);

    /// <summary>The text, where it is long with the arguments of calls on lines of their own.</summary>
    public static string FormatLines(Expression expression)
    {
        var text = new StringBuilder();
        Append(text, expression, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Expression expression, int indent)
    {
        var line = Format(expression);
        if (expression is not Expression.Call { Arguments.Length: > 0 } call || line.Length + indent <= Width)
        {
            text.Append(line);
            return;
        }

        text.Append(call.Name).Append('(');
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            text.Append(i == 0 ? "\n" : ",\n").Append(' ', indent + 2);
            Append(text, call.Arguments[i], indent + 2);
        }

        text.Append('\n').Append(' ', indent).Append(')');
    }

    /// <param name="expression">The node.</param>
    /// <param name="level">A node that binds less than this is put in brackets.</param>
    private static string Text(Expression expression, int level)
    {
        var (text, own) = Parts(expression);
        return own < level ? $"({text})" : text;
    }

    private static (string Text, int Level) Parts(Expression expression)
    {
        const int Top = Operators.UnaryLevel + 1;
        return expression switch
        {
            Expression.Literal { Value: DataValue.Text(var content) } => (QuotedText.Quote(content), Top),
            Expression.Literal literal => (literal.Text, Top),
            Expression.Pattern(var content, _) => ($"~/{content}/", Top),
            Expression.Template(var content, _) => ($"`{content}`", Top),
            Expression.Field(var name, var isQuoted, _) => (isQuoted ? $"${{{name}}}" : name, Top),
            Expression.Member member => ($"{Text(member.Target, Top)}{(member.IsSafe ? "?." : ".")}{member.Name}", Top),
            Expression.Index index => ($"{Text(index.Target, Top)}[{Format(index.Key)}]", Top),
            Expression.Wildcard wildcard => ($"{Text(wildcard.Target, Top)}[*]", Top),
            Expression.Call call => ($"{call.Name}({All(call.Arguments)})", Top),
            Expression.MethodCall call => ($"{Text(call.Target, Top)}.{call.Name}({All(call.Arguments)})", Top),
            Expression.Unary unary => (Prefix(unary), Operators.UnaryLevel),
            Expression.Binary binary => Infix(binary),
            Expression.Conditional conditional => (
                $"{Text(conditional.Test, Operators.ConditionalLevel + 1)} ? {Text(conditional.Yes, Operators.ConditionalLevel)} : {Text(conditional.No, Operators.ConditionalLevel)}",
                Operators.ConditionalLevel),
            Expression.Lambda lambda => ($"{Names(lambda)} -> {Format(lambda.Body)}", 0),
            Expression.ListOf list => ($"[{All(list.Items)}]", Top),
            Expression.SetOf set => ($"{{{All(set.Items)}}}", Top),
            Expression.MapOf { Entries.IsEmpty: true } => ("{:}", Top),
            Expression.MapOf map => ($"{{{string.Join(", ", map.Entries.Select(e => $"{Text(e.Key, Operators.ConditionalLevel + 1)}: {Format(e.Value)}"))}}}", Top),
            _ => throw new ArgumentOutOfRangeException(nameof(expression)),
        };
    }

    private static (string, int) Infix(Expression.Binary binary)
    {
        var level = Operators.LevelOf(binary.Operator);
        var rightNests = Operators.IsRightAssociative(level);
        var single = Operators.IsNonAssociative(level);
        var symbol = binary.Operator == BinaryOperator.Assign ? binary.Symbol : Operators.TextOf(binary.Operator);
        var left = Text(binary.Left, rightNests || single ? level + 1 : level);
        var right = Text(binary.Right, rightNests ? level : level + 1);
        return (binary.Operator == BinaryOperator.Range ? $"{left} .. {right}" : $"{left} {symbol} {right}", level);
    }

    private static string Prefix(Expression.Unary unary)
    {
        var operand = Text(unary.Operand, Operators.UnaryLevel);
        var symbol = Operators.TextOf(unary.Operator);
        // A word needs a blank after it; so does a symbol that would join with the next one.
        return char.IsLetter(symbol[0]) || !char.IsLetterOrDigit(operand[0]) && operand[0] is not ('(' or '"' or '\'') ? $"{symbol} {operand}" : symbol + operand;
    }

    private static string Names(Expression.Lambda lambda) =>
        lambda.Parameters.Length == 1 ? lambda.Parameters[0] : $"({string.Join(", ", lambda.Parameters)})";

    private static string All(IEnumerable<Expression> expressions) => string.Join(", ", expressions.Select(Format));
}
