using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace FlowPlan.Architecture.Tests.Sources;

/// <summary>The product's sources, bound by the compiler against each other and against the libraries beside the tests.</summary>
internal static class ProductCompilation
{
    /// <summary>What the SDK adds to each project as implicit usings.</summary>
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.None);

    private static readonly Lazy<IReadOnlyList<(SourceProject, CSharpCompilation)>> Compiled = new(CompileAll);

    /// <summary>A compilation for each project, in dependency order.</summary>
    public static IReadOnlyList<(SourceProject Project, CSharpCompilation Compilation)> All => Compiled.Value;

    private static List<(SourceProject, CSharpCompilation)> CompileAll()
    {
        var libraries = Libraries();
        var compilations = new Dictionary<string, CSharpCompilation>();
        foreach (var project in SourceProject.All)
        {
            var references = project.ProjectReferences.Select(name => (MetadataReference)compilations[name].ToMetadataReference());
            compilations[project.Name] = CSharpCompilation.Create(
                project.AssemblyName,
                project.Files.AsParallel().AsOrdered().Select(Parse).Prepend(CSharpSyntaxTree.ParseText(ImplicitUsings, Parsing)),
                libraries.Concat(references),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        }

        return [.. SourceProject.All.Select(project => (project, compilations[project.Name]))];
    }

    private static SyntaxTree Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Parsing, file);

    private static List<MetadataReference> Libraries()
    {
        var ours = SourceProject.All.Select(p => p.AssemblyName).ToHashSet();
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return [.. trusted.Split(Path.PathSeparator)
            .Where(path => !ours.Contains(Path.GetFileNameWithoutExtension(path)))
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
