using Scriban;
using Scriban.Parsing;
using Scriban.Syntax;

namespace FlowPlan.Core.Manifests.Templates;

/// <summary>What can be said of a template by its form alone.</summary>
internal sealed class TemplateCheck : ScriptVisitor
{
    private static readonly string[] Braces = ["{{", "}}", "{%", "%}"];

    private readonly List<ScriptNode> constants = [];
    private readonly HashSet<string> usedAsWhole = new(StringComparer.Ordinal);

    /// <summary>The objects of which all members are used at once, as in <c>for v in var</c>, and not only one by name.</summary>
    public IReadOnlySet<string> UsedAsWhole => usedAsWhole;

    /// <summary>The definition of a function, which is not allowed: without functions every template ends.</summary>
    public ScriptNode? Function { get; private set; }

    /// <summary>
    /// The expressions that use no name, such as <c>{{ ', ' }}</c>: the braces were probably meant literally. A string that contains
    /// such braces is the way to write them.
    /// </summary>
    public IReadOnlyList<ScriptNode> Constants => constants;

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

    /// <summary>Where an expression without content begins, as in <c>{"a": {{}}}</c>, counted from 0, or null.</summary>
    public static int? Empty(string text)
    {
        int? open = null;
        foreach (var token in new Lexer(text))
        {
            switch (token.Type)
            {
                case TokenType.CodeEnter:
                    open = token.Start.Offset;
                    break;
                case TokenType.CodeExit when open is not null:
                    return open;
                case TokenType.Comment or TokenType.CommentMulti or TokenType.NewLine or TokenType.SemiColon or TokenType.Whitespace or TokenType.WhitespaceFull:
                    break;
                default:
                    open = null;
                    break;
            }
        }

        return null;
    }

    /// <summary>Whether the template is one expression and nothing besides, so that its value keeps its type.</summary>
    public static bool IsWhole(Template template) => template.Page!.Body!.Statements
        .Where(s => s is not ScriptRawStatement { Text.Length: 0 } and not ScriptEscapeStatement)
        .ToList() is [ScriptExpressionStatement];

    /// <inheritdoc/>
    public override void Visit(ScriptExpressionStatement node)
    {
        if (IsConstant(node))
            constants.Add(node.Expression!);
        base.Visit(node);
    }

    /// <inheritdoc/>
    public override void Visit(ScriptVariableGlobal node)
    {
        var byName = node.Parent is ScriptMemberExpression member && (ReferenceEquals(member.Target, node) || ReferenceEquals(member.Member, node));
        var byIndex = node.Parent is ScriptIndexerExpression indexer && ReferenceEquals(indexer.Target, node);
        if (!byName && !byIndex)
            usedAsWhole.Add(node.Name);
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

    private static bool IsConstant(ScriptNode node) => node switch
    {
        ScriptVariable or ScriptThisExpression => false,
        ScriptLiteral { Value: string text } => !Array.Exists(Braces, brace => text.Contains(brace, StringComparison.Ordinal)),
        _ => Enumerable.Range(0, node.ChildrenCount).Select(node.GetChildren).All(child => child is null || IsConstant(child)),
    };
}
