using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
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

    /// <summary>Reads the manifest.</summary>
    /// <param name="request">Which, and for which environment.</param>
    /// <param name="vocabulary">The words that the provider defines.</param>
    public static Outcome<Declarations> Read(ManifestRequest request, ManifestVocabulary vocabulary)
    {
        var found = new DiagnosticBag();
        if (ManifestFiles.Find(request.Path, found) is not { } file || ManifestTree.Load(file, found) is not { } tree || found.HasErrors)
            return Outcome<Declarations>.Failed(found);
        CheckApiVersion(tree, found);
        if (found.HasErrors)
        {
            // What another version of the language means by the rest is not known.
            return Outcome<Declarations>.Failed(found);
        }

        var environment = EnvironmentChooser.Choose(tree, request.Environment, found);
        var variables = VariableResolver.Resolve(tree, environment?.Variables, request, found);
        var project = (tree["project"] as Node.Scalar)?.Raw ?? string.Empty;
        var merged = Overrides.Apply(tree, environment?.Overrides, vocabulary, found);

        // Values that are missing would only lead to errors that say nothing new.
        var complete = environment is not null && !found.HasErrors;
        var rendered = complete ? TemplateRenderer.Render(merged, variables, environment!.Declaration, project, found) : merged;
        SchemaValidator.Check(rendered, vocabulary.JsonSchema, complete && !found.HasErrors, found);
        var outputs = DeclarationBuilder.Outputs(rendered, vocabulary, found);
        var moved = DeclarationBuilder.Moved(rendered, found);
        if (found.HasErrors)
            return Outcome<Declarations>.Failed(found);
        var declarations = new Declarations
        {
            Project = project,
            Environment = environment!.Declaration,
            Directory = Path.GetDirectoryName(file)!,
            File = file,
            Resources = DeclarationBuilder.Resources(rendered, vocabulary),
            Outputs = outputs,
            Moved = moved,
            Secrets = SecretsOf(variables),
        };
        return Outcome<Declarations>.Of(declarations, found);
    }

    private static void CheckApiVersion(Node.Mapping tree, DiagnosticBag found)
    {
        var given = tree["apiVersion"];
        if (given is not Node.Scalar { Value: Value.Text(ApiVersion) })
            found.Add(SchemaDiagnostics.WrongApiVersion((given ?? tree).Span, (given as Node.Scalar)?.Raw));
    }

    private static ImmutableArray<string> SecretsOf(VariableValues variables) =>
    [
        .. variables.Values
            .Where(v => variables.Sensitive.Contains(v.Key))
            .SelectMany(v => Texts(v.Value))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Texts(Value value) => value switch
    {
        Value.List(var items) => items.SelectMany(Texts),
        Value.Map map => map.Entries.SelectMany(e => Texts(e.Value)),
        Value.Null => [],
        _ => [value.ToString()],
    };
}
