using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Manifests.Imports;

/// <summary>The findings about imports.</summary>
public static class ProjectImportDiagnostics
{
    /// <summary>The import is of the manifest itself.</summary>
    public static Diagnostic OfItself(ImportDeclaration import) => Diagnostic.Of(
        ProjectImportDescriptors.OfItself,
        $"'{import.Name}' imports the outputs of this manifest itself: project '{import.Project}', environment '{import.Environment}'",
        import.Span,
        "name another project or environment; within a manifest, refer to the resource");

    /// <summary>The outputs are needed and were not read.</summary>
    public static Diagnostic NotRead(ImportDeclaration import) => Diagnostic.Of(
        ProjectImportDescriptors.NotRead,
        $"this command does not read the state of other projects, so that the outputs of the import '{import.Name}' are not known",
        import.Span,
        "use 'flowplan plan' or 'flowplan render'");

    /// <summary>There is no such state.</summary>
    /// <param name="import">The import.</param>
    /// <param name="state">Where it would be.</param>
    public static Diagnostic NoState(ImportDeclaration import, string state) => Diagnostic.Of(
        ProjectImportDescriptors.NoState,
        $"there is no state of project '{import.Project}', environment '{import.Environment}', at {state}",
        import.Span,
        $"apply '{import.Project}' first, or correct 'project', 'environment' and 'state' of the import '{import.Name}'");

    /// <summary>The state belongs to something else.</summary>
    /// <param name="import">The import.</param>
    /// <param name="state">Where it is.</param>
    /// <param name="scope">What it belongs to.</param>
    public static Diagnostic OtherState(ImportDeclaration import, string state, DeploymentScope scope) => Diagnostic.Of(
        ProjectImportDescriptors.OtherState,
        $"the import '{import.Name}' is project '{import.Project}', environment '{import.Environment}', but {state} belongs to project '{scope.Project}', environment '{scope.Environment}'",
        import.Span,
        "correct 'project', 'environment' or 'state', which for a lockfile is the folder of the other manifest");
}
