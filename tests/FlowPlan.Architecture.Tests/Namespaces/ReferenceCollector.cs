using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlowPlan.Architecture.Tests.Namespaces;

/// <summary>
/// Finds each use of a type or member of the product in one file: in signatures, bodies, attributes and generic arguments,
/// named or inferred. References in documentation comments do not count.
/// </summary>
internal sealed class ReferenceCollector(SemanticModel model, string rootNamespace, ICollection<Reference> found) : CSharpSyntaxWalker
{
    private string current = rootNamespace;

    public override void VisitFileScopedNamespaceDeclaration(FileScopedNamespaceDeclarationSyntax node)
    {
        current = node.Name.ToString();
        foreach (var member in node.Members)
        {
            Visit(member);
        }
    }

    public override void VisitUsingDirective(UsingDirectiveSyntax node)
    {
    }

    public override void VisitIdentifierName(IdentifierNameSyntax node) => Add(node, model.GetSymbolInfo(node).Symbol);

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

    private void Add(SyntaxNode node, ISymbol? symbol)
    {
        foreach (var type in TypesOf(symbol))
        {
            if (type.Locations.Any(l => l.IsInSource) && type.ContainingNamespace.ToDisplayString() is var other && other != current)
            {
                var line = node.GetLocation().GetLineSpan();
                found.Add(new Reference(current, other, line.Path, line.StartLinePosition.Line + 1, type.Name));
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
