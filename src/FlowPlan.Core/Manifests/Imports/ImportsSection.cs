using System.Collections.Immutable;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Manifests.Syntax;
using FlowPlan.Core.Manifests.Templates;
using FlowPlan.Core.Manifests.Variables;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Manifests.Imports;

/// <summary>Reads the section <c>imports</c>. A wrong form is not reported here: the schema reports it.</summary>
internal static class ImportsSection
{
    public const string Section = "imports";

    /// <summary>The manifest with the expressions under one key evaluated, which cannot read imports themselves.</summary>
    public static Node.Mapping Render(Node.Mapping manifest, string key, TemplateRenderer expressions, DiagnosticBag found) => manifest[key] is null
        ? manifest
        : manifest with { Entries = [.. manifest.Entries.Select(e => e.Key == key ? e with { Value = expressions.Render(e.Value, found) } : e)] };

    /// <summary>The imports in the order of the file, as far as they can be read.</summary>
    /// <param name="manifest">The manifest with the section rendered.</param>
    /// <param name="environment">The environment, whose name is that of an import that names none.</param>
    public static ImmutableArray<ImportDeclaration> Read(Node.Mapping manifest, EnvironmentDeclaration environment)
    {
        if (manifest[Section] is not Node.Mapping section)
            return [];
        return
        [
            .. section.Entries.Where(e => e.Value is Node.Mapping).Select(e => new ImportDeclaration(
                e.Key,
                TextOf(e.Value, "project") ?? e.Key,
                TextOf(e.Value, "environment") ?? environment.Name,
                ((Node.Mapping)e.Value).Entry("state") is { } state ? new(TextOf(e.Value, "state"), state.Value.Span) : null,
                e.KeySpan)),
        ];
    }

    /// <summary>What the imports are in expressions, and what is wrong with them.</summary>
    /// <param name="declared">The imports.</param>
    /// <param name="scope">The project and the environment of the manifest itself.</param>
    /// <param name="request">The outputs that were read.</param>
    /// <param name="found">Told of each finding.</param>
    public static VariableValues Resolve(
        IReadOnlyList<ImportDeclaration> declared, (string Project, string Environment) scope, ManifestRequest request, DiagnosticBag found)
    {
        var values = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var import in declared)
        {
            if (IsOfItself(import, scope))
                found.Add(ProjectImportDiagnostics.OfItself(import));
            else if (request.Imports?.GetValueOrDefault(import.Name) is { } outputs)
                values[import.Name] = outputs;
            else if (!request.VariablesOptional && request.Imports is null)
                found.Add(ProjectImportDiagnostics.NotRead(import));
        }

        return VariableValues.None with { Values = values, Unset = declared.Select(i => i.Name).Where(n => !values.ContainsKey(n)).ToHashSet(StringComparer.Ordinal) };
    }

    /// <summary>Whether an import is of the manifest itself.</summary>
    public static bool IsOfItself(ImportDeclaration import, (string Project, string Environment) scope) => import.State is null && scope == (import.Project, import.Environment);

    private static string? TextOf(Node block, string key) => block is Node.Mapping map && map[key] is Node.Scalar { Value: Value.Text(var text), IsTemplate: false } ? text : null;
}
