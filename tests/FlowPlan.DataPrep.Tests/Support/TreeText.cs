using System.Text;
using FlowPlan.DataPrep.Syntax;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.DataPrep.Tests.Support;

/// <summary>A tree as text without positions, to compare two trees and to show one.</summary>
internal static class TreeText
{
    /// <summary>The text of a tree, such as <c>(Add 1 (field a))</c>.</summary>
    public static string Of(Expression expression)
    {
        var text = new StringBuilder();
        Append(text, expression);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Expression expression)
    {
        var head = expression switch
        {
            Expression.Literal literal => $"({literal.Value.Kind} {Quoted(ValueText.Of(literal.Value))}",
            Expression.Pattern(var content, _) => $"(pattern {Quoted(content)}",
            Expression.Template(var content, _) => $"(template {Quoted(content)}",
            Expression.Field field => $"(field {string.Join(' ', field.IsQuoted ? field.Path.Select(Quoted) : [Quoted(field.Name)])}",
            Expression.Member member => $"({(member.IsSafe ? "safe-" : "")}member {Quoted(member.Name)}",
            Expression.Call call => $"(call {call.Name}",
            Expression.MethodCall call => $"(method {call.Name}",
            Expression.Unary unary => $"({unary.Operator}",
            Expression.Binary { Operator: BinaryOperator.Assign } assignment => $"({assignment.Symbol}",
            Expression.Binary binary => $"({binary.Operator}",
            Expression.Lambda lambda => $"(lambda ({string.Join(' ', lambda.Parameters)})",
            _ => $"({expression.GetType().Name}",
        };
        text.Append(head);
        foreach (var child in expression.Children)
            Append(text.Append(' '), child);
        text.Append(')');
    }

    private static string Quoted(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
