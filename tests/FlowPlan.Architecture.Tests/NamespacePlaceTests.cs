using FlowPlan.Architecture.Tests.Sources;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace FlowPlan.Architecture.Tests;

/// <summary>The folder of a file is its namespace, so that a rule about one is a rule about the other.</summary>
public sealed class NamespacePlaceTests
{
    [Test]
    public void A_file_is_in_the_folder_of_its_namespace()
    {
        var astray =
            from compiled in ProductCompilation.All
            from tree in compiled.Compilation.SyntaxTrees
            where tree.FilePath.Length > 0
            let folder = Path.GetRelativePath(Path.GetDirectoryName(compiled.Project.Folder)!, Path.GetDirectoryName(tree.FilePath)!)
            let expected = folder.Replace(Path.DirectorySeparatorChar, '.')
            from declaration in tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
            where declaration.Name.ToString() != expected
            select $"{tree.FilePath} declares {declaration.Name}";

        Assert.That(astray, Is.Empty);
    }
}
