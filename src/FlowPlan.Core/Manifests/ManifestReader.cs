using System.Collections.Immutable;
using System.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Blocks;
using FlowPlan.Core.Manifests.Expansion;
using FlowPlan.Core.Manifests.Files;
using FlowPlan.Core.Manifests.Imports;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Templates;
using FlowPlan.Core.Manifests.Validation;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests;

/// <summary>
/// Reads a manifest for one environment: load, choose the environment, resolve variables, lay overrides over, render
/// expressions, check the form, declare. Reports all that it finds, not only the first.
/// </summary>
public static class ManifestReader
{
    /// <summary>The version of the manifest's language.</summary>
    public const string ApiVersion = "flowplan/v1";

    /// <summary>Reads the manifest's files.</summary>
    /// <param name="request">Which.</param>
    /// <param name="vocabulary">The words that the provider defines.</param>
    public static Outcome<LoadedManifest> Load(ManifestRequest request, ManifestVocabulary vocabulary)
    {
        var found = new DiagnosticBag();
        if (ManifestFiles.Find(request.Source, request.Path, found) is not { } file || ManifestTree.Load(request.Source, file, SectionsOf(vocabulary), found) is not { } tree)
            return Outcome<LoadedManifest>.Failed(found);

        // Before anything is reported: an error shows a line of the file.
        SecretConcealer.Conceal(tree, Variable.AllOf(tree, new DiagnosticBag()), vocabulary);
        return Outcome<LoadedManifest>.Of(new(file, tree, found.ToSorted()), found);
    }

    /// <summary>The folder of the manifest at a path, which is not read; fails where there is no manifest.</summary>
    /// <param name="path">The manifest file, or a folder that holds a <c>flowplan.yaml</c>.</param>
    public static Outcome<string> FindFolder(string path)
    {
        var found = new DiagnosticBag();
        return ManifestFiles.Find(DiskSource.Instance, path, found) is { } file ? Outcome<string>.Of(Path.GetDirectoryName(file)!, found) : Outcome<string>.Failed(found);
    }

    /// <summary>
    /// Reads the manifest. Whatever is in the files ends in findings, never in an exception; the only exceptions are for a
    /// vocabulary whose JSON Schema is not valid.
    /// </summary>
    /// <param name="request">Which, and for which environment.</param>
    /// <param name="vocabulary">The words that the provider defines.</param>
    /// <param name="checkValid">Called when blocks have errors: what is wrong with the others besides, such as an unknown reference.</param>
    public static Outcome<Declarations> Read(
        ManifestRequest request, ManifestVocabulary vocabulary, Func<Declarations, IEnumerable<Diagnostic>>? checkValid = null)
    {
        var loaded = Load(request, vocabulary);
        return loaded.Succeeded ? Read(loaded.Value, request, vocabulary, checkValid) : Outcome<Declarations>.Failed(loaded.Diagnostics);
    }

    /// <summary>What a manifest is, without its resources; null where there is no such environment. What is wrong with it is reported when the manifest is read.</summary>
    /// <param name="loaded">The manifest.</param>
    /// <param name="request">For which environment.</param>
    public static ManifestOutline? OutlineOf(LoadedManifest loaded, ManifestRequest request)
    {
        var (tree, unreported) = (loaded.Tree, new DiagnosticBag());
        if (EnvironmentChooser.Choose(tree, request.Environment, unreported) is not { } environment)
            return null;
        var values = VariableResolver.Resolve(Variable.AllOf(tree, unreported), environment, request, unreported);
        var project = ManifestHeader.Read(tree, unreported);
        var expressions = new TemplateRenderer(values, environment.Declaration, project, Stopwatch.GetTimestamp);
        var imports = ImportsSection.Read(ImportsSection.Render(tree, ImportsSection.Section, expressions, unreported), environment.Declaration);
        return new(
            project,
            environment.Declaration.Name,
            loaded.Folder,
            StateSetting.Read(ImportsSection.Render(tree, StateSetting.Key, expressions, unreported), unreported),
            [.. imports.Where(i => !ImportsSection.IsOfItself(i, (project, environment.Declaration.Name)))]);
    }

    /// <summary>Reads a manifest whose files have been read.</summary>
    /// <param name="loaded">The manifest.</param>
    /// <param name="request">For which environment.</param>
    /// <param name="vocabulary">The words that the provider defines.</param>
    /// <param name="checkValid">Called when blocks have errors: what is wrong with the others besides, such as an unknown reference.</param>
    public static Outcome<Declarations> Read(
        LoadedManifest loaded, ManifestRequest request, ManifestVocabulary vocabulary, Func<Declarations, IEnumerable<Diagnostic>>? checkValid = null)
    {
        var (file, tree, found) = (loaded.File, loaded.Tree, new DiagnosticBag());
        found.AddRange(loaded.Findings);
        var project = ManifestHeader.Read(tree, found);
        var variables = Variable.AllOf(tree, found);
        var environment = EnvironmentChooser.Choose(tree, request.Environment, found)?.With(request.Tenant);
        var values = VariableResolver.Resolve(variables, environment, request, found);
        var merged = Overrides.Apply(tree, environment?.Overrides, vocabulary, found);

        // Without an environment it is not known which values the variables have. An expression that reads a variable without a value is skipped.
        var complete = environment is not null;
        var folder = Path.GetDirectoryName(file)!;
        var expressions = complete ? new TemplateRenderer(values, environment!.Declaration, project, Stopwatch.GetTimestamp) : null;
        merged = expressions is null ? merged : ImportsSection.Render(merged, ImportsSection.Section, expressions, found);
        var imports = expressions is null ? [] : ImportsSection.Read(merged, environment!.Declaration);
        var imported = ImportsSection.Resolve(imports, (project, environment?.Declaration.Name ?? string.Empty), request, found);
        expressions = imports.IsEmpty ? expressions : expressions!.WithImports(imported);
        var scopes = expressions is null
            ? [new(string.Empty, Unexpanded.Of(merged, vocabulary), folder, NoExpressions.Instance)]
            : new Expander(vocabulary, found).Expand(merged, ComponentLibrary.Of(new(request.Source, folder, c => SecretConcealer.Conceal(c, vocabulary), SectionsOf(vocabulary)), folder, merged), expressions);
        foreach (var scope in scopes)
            ResourceBlocks.Check(scope.Body, vocabulary, found);
        var outputs = new Outputs(scopes, vocabulary, found);
        var ofManifest = outputs.Read();
        var moved = MovedBlocks.Read(scopes[0].Body, vocabulary, found);
        var faulty = SchemaValidator.Check(scopes.Select(s => ScopeForm.Of(s, vocabulary)), vocabulary.JsonSchema, found);
        if (environment is null)
            return Outcome<Declarations>.Failed(found);
        var declarations = new Declarations
        {
            Project = project,
            Environment = environment.Declaration,
            Source = request.Source,
            Expressions = expressions!,
            Directory = folder,
            File = file,
            Resources = ResourceBlocks.Read(scopes, vocabulary),
            Components = scopes.Where(s => !s.IsRoot).ToDictionary(s => s.Path, s => new ComponentScope(s.Folder, s.Expressions, outputs.ResourcesOf(s.Path)), StringComparer.Ordinal),
            Outputs = ofManifest,
            Moved = moved,
            State = StateSetting.Read(scopes[0].Body, found),
            Imports = imports,
            ReadsCopies = request.ReadsCopies,
            Secrets = SecretsOf(values, scopes),
        };
        if (!found.HasErrors)
            return Outcome<Declarations>.Of(request.VariablesOptional ? Partial(declarations, values, imported, faulty) : declarations, found);
        if (checkValid is not null)
            found.AddRange(checkValid(declarations with { Resources = InvalidBlocks.Mark(declarations.Resources, faulty) }));
        return Outcome<Declarations>.Failed(found);
    }

    /// <summary>The declarations in which the blocks that are not wholly known are marked.</summary>
    private static Declarations Partial(Declarations declarations, VariableValues values, VariableValues imports, IReadOnlySet<Node> faulty)
    {
        var unset = values.Unset.Where(name => !values.Sensitive.Contains(name))
            .Concat(imports.Unset.Select(name => $"{ImportsSection.Section}.{name}"))
            .Order(StringComparer.Ordinal)
            .ToImmutableArray();
        return unset.IsEmpty ? declarations : declarations with { Unset = unset, Resources = InvalidBlocks.Mark(declarations.Resources, faulty) };
    }

    private static WithoutEmptySections SectionsOf(ManifestVocabulary vocabulary) =>
        new([.. vocabulary.Sections.Keys, ReuseSections.Defaults, ReuseSections.Instances, ReuseSections.Components, Variable.Section, EnvironmentChooser.Section, Outputs.Section, MovedBlocks.Section, ImportsSection.Section, ManifestTree.Include]);

    /// <summary>The secrets as given, and what expressions made of them.</summary>
    private static ImmutableArray<string> SecretsOf(VariableValues values, IEnumerable<ManifestScope> scopes) =>
    [
        .. values.Sensitive
            .Where(values.Values.ContainsKey)
            .SelectMany(name => Secrets.TextsOf(values.Values[name]))
            .Concat(scopes.SelectMany(s => SecretConcealer.SecretsIn(s.Body)))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];
}
