using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlowPlan.Architecture.Tests.Namespaces;

/// <summary>
/// Finds each use of a type or member of the product in one file: in signatures, bodies, attributes and generic arguments,
/// named or inferred. References in documentation comments do not count.
/// </summary>
internal sealed class ReferenceCollector(SemanticModel model, string rootNamespace) : CSharpSyntaxWalker
{
    /// <summary>The namespace that the file declares; that of the project where it declares none.</summary>
    public string Namespace { get; private set; } = rootNamespace;

    public List<Reference> References { get; } = [];

    public List<string> Unresolved { get; } = [];

    public override void VisitFileScopedNamespaceDeclaration(FileScopedNamespaceDeclarationSyntax node)
    {
        Namespace = node.Name.ToString();
        foreach (var member in node.Members)
        {
            Visit(member);
        }
    }

    public override void VisitUsingDirective(UsingDirectiveSyntax node)
    {
    }

    public override void VisitIdentifierName(IdentifierNameSyntax node)
    {
        var info = model.GetSymbolInfo(node);
        Add(node, info.Symbol);
        if (info.Symbol is null && info.CandidateReason == CandidateReason.None && model.GetTypeInfo(node).Type is null or IErrorTypeSymbol && !IsKeyword(node) && !IsGenerated(node))
        {
            Unresolved.Add($"{node.GetLocation().GetLineSpan()} {node}");
        }
    }

    public override void VisitGenericName(GenericNameSyntax node)
    {
        Add(node, model.GetSymbolInfo(node).Symbol);
        base.VisitGenericName(node);
    }

    public override void VisitImplicitObjectCreationExpression(ImplicitObjectCreationExpressionSyntax node)
    {
        Add(node, model.GetSymbolInfo(node).Symbol);
        base.VisitImplicitObjectCreationExpression(node);
    }

    private static bool IsKeyword(IdentifierNameSyntax node) => node.Identifier.ValueText is "_" or "nameof" or "var";

    /// <summary>Whether a source generator makes what is named, which this compilation leaves out: members of a JSON context.</summary>
    private bool IsGenerated(IdentifierNameSyntax node)
    {
        var expression = node.Parent as MemberAccessExpressionSyntax;
        while (expression is not null && model.GetSymbolInfo(expression.Expression).Symbol is not INamedTypeSymbol { BaseType.Name: "JsonSerializerContext" })
        {
            expression = expression.Expression as MemberAccessExpressionSyntax;
        }

        return expression is not null;
    }

    private void Add(SyntaxNode node, ISymbol? symbol)
    {
        foreach (var type in TypesOf(symbol))
        {
            if (type.Locations.Any(l => l.IsInSource) && type.ContainingNamespace.ToDisplayString() is var other && other != Namespace)
            {
                var line = node.GetLocation().GetLineSpan();
                References.Add(new Reference(Namespace, other, line.Path, line.StartLinePosition.Line + 1, type.Name));
            }
        }
    }

    /// <summary>The types that code needs to be able to use <paramref name="symbol"/>.</summary>
    private static IEnumerable<ITypeSymbol> TypesOf(ISymbol? symbol) => symbol switch
    {
        IArrayTypeSymbol array => TypesOf(array.ElementType),
        INamedTypeSymbol type => type.TypeArguments.SelectMany(TypesOf).Prepend(type.OriginalDefinition),
        IMethodSymbol method => method.TypeArguments.SelectMany(TypesOf).Concat(TypesOf(method.ContainingType)).Concat(TypesOf(method.ReturnType)),
        IPropertySymbol property => TypesOf(property.ContainingType).Concat(TypesOf(property.Type)),
        IFieldSymbol field => TypesOf(field.ContainingType).Concat(TypesOf(field.Type)),
        IEventSymbol member => TypesOf(member.ContainingType),
        ILocalSymbol local => TypesOf(local.Type),
        IParameterSymbol parameter => TypesOf(parameter.Type),
        _ => [],
    };
}
