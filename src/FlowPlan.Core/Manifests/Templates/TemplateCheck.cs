using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>What can be said of a template by its form alone.</summary>
internal sealed class TemplateCheck : ScriptVisitor
{
    /// <summary>Whether all variables are used at once, as in <c>for v in var</c>, and not only one by name.</summary>
    public bool UsesAllVariables { get; private set; }

    /// <summary>The definition of a function, which is not allowed: without functions every template ends.</summary>
    public ScriptNode? Function { get; private set; }

    public static TemplateCheck Of(Template template)
    {
        var check = new TemplateCheck();
        template.Page!.Accept(check);
        return check;
    }

    /// <summary>Where an expression or a literal begins that is never closed, counted from 0, or null.</summary>
    public static int? Unclosed(string text)
    {
        int? open = null;
        foreach (var token in new Lexer(text))
        {
            open = token.Type switch
            {
                TokenType.CodeEnter or TokenType.EscapeEnter => token.Start.Offset,
                TokenType.CodeExit or TokenType.EscapeExit => null,
                _ => open,
            };
        }

        return open;
    }

    /// <summary>Whether the template is one expression and nothing besides, so that its value keeps its type.</summary>
    public static bool IsWhole(Template template) => template.Page!.Body!.Statements
        .Where(s => s is not ScriptRawStatement { Text.Length: 0 } and not ScriptEscapeStatement)
        .ToList() is [ScriptExpressionStatement];

    /// <inheritdoc/>
    public override void Visit(ScriptVariableGlobal node)
    {
        var byName = node.Parent is ScriptMemberExpression member && (ReferenceEquals(member.Target, node) || ReferenceEquals(member.Member, node));
        var byIndex = node.Parent is ScriptIndexerExpression indexer && ReferenceEquals(indexer.Target, node);
        UsesAllVariables |= node.Name == "var" && !byName && !byIndex;
        base.Visit(node);
    }

    /// <inheritdoc/>
    public override void Visit(ScriptFunction node)
    {
        Function ??= node;
        base.Visit(node);
    }

    /// <inheritdoc/>
    public override void Visit(ScriptAnonymousFunction node)
    {
        Function ??= node;
        base.Visit(node);
    }
}
