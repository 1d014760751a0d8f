using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.SavedPlans;
using FlowPlan.Cli.Workspaces;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.State.Locations;

namespace FlowPlan.Cli.Projects;

/// <summary>Several projects in the order of their imports: what is imported comes first, else the order in which they were given.</summary>
internal static class ProjectSet
{
    /// <summary>Reads which projects the paths are and which of them import which.</summary>
    /// <param name="host">What the command runs in.</param>
    /// <param name="paths">Manifests and saved plans. One that cannot be read is reported when its turn comes.</param>
    /// <param name="arguments">For which environment, with which variables.</param>
    /// <exception cref="DiagnosticException">Two have the same state, or there is a cycle.</exception>
    public static async Task<IReadOnlyList<Project>> ReadAsync(CommandHost host, IReadOnlyList<string> paths, ManifestArguments arguments)
    {
        var byState = new Dictionary<StateKey, Project>();
        var read = new List<(Project Project, ManifestOutline? Outline)>();
        foreach (var path in paths)
        {
            var outline = await OutlineOfAsync(host, arguments with { Path = path });
            var project = new Project(new(outline?.Project ?? path, outline?.Environment, path));
            read.Add((project, outline));
            if (outline is null)
                continue;
            var own = StateKey.Of(host.Stores.LocationOf(outline.State), new(outline.Project, outline.Environment, outline.Directory));
            if (!byState.TryAdd(own, project))
                throw new DiagnosticException(Diagnostic.Of(ProjectDescriptors.SameState, $"'{byState[own].Name.Path}' and '{path}' have the same state: that of {project}", help: "name one of them only"));
        }

        foreach (var (project, outline) in read)
        {
            project.DependsOn = outline is null
                ? []
                : [.. outline.Imports.Select(import => StateKey.Of(ImportedOutputs.StateOf(host, import, outline))).Select(byState.GetValueOrDefault).OfType<Project>().Distinct()];
        }

        return Sort([.. read.Select(r => r.Project)]);
    }

    private static async Task<ManifestOutline?> OutlineOfAsync(CommandHost host, ManifestArguments arguments)
    {
        if (SavedPlanFile.IsOne(arguments.Path))
        {
            if (await SavedPlanFile.ReadAsync(arguments.Path, host.Cipher, host.Signals.Stop) is not { Value: { } saved })
                return null;
            arguments = SavedPlanFile.ManifestOf(arguments.Path, saved, arguments);
        }

        var request = Workspace.RequestOf(host, arguments) with { SecretsOptional = true, VariablesOptional = true };
        return Workspace.LoadFiles(host, request) is { Succeeded: true } loaded ? ManifestReader.OutlineOf(loaded.Value, request) : null;
    }

    private static List<Project> Sort(IReadOnlyList<Project> projects)
    {
        var (sorted, done) = (new List<Project>(), new HashSet<Project>());
        var (path, onPath) = (new List<Project>(), new HashSet<Project>());
        foreach (var project in projects)
            Visit(project);
        return sorted;

        void Visit(Project project)
        {
            if (done.Contains(project))
                return;
            if (!onPath.Add(project))
                throw new DiagnosticException(Diagnostic.Of(ProjectDescriptors.Cycle, $"projects import each other: {string.Join(" -> ", path.SkipWhile(p => p != project).Append(project))}", help: "remove one of the imports"));
            path.Add(project);
            foreach (var needed in project.DependsOn)
                Visit(needed);
            path.RemoveAt(path.Count - 1);
            onPath.Remove(project);
            done.Add(project);
            sorted.Add(project);
        }
    }

    /// <summary>Which state it is: on a server the folder of the manifest does not matter.</summary>
    private sealed record StateKey(StateLocation Location, string Project, string Environment, string? Folder)
    {
        public static StateKey Of((StateLocation Location, StateName Name) state) => Of(state.Location, state.Name);

        public static StateKey Of(StateLocation location, StateName name) => new(location, name.Project, name.Environment, location.IsFile ? name.Folder : null);
    }
}
