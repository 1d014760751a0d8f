using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Progress;
using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Projects;

/// <summary>Runs a command for several projects: what is imported first, what is independent at once, and what depends on a failed one not at all.</summary>
internal sealed class SeveralProjects(CommandHost host)
{
    private const int MostAtOnce = 4;

    /// <summary>The exit codes from the one that matters most; others of the list are never given.</summary>
    private static readonly int[] Ranked =
        [ExitCodes.Interrupted, ExitCodes.Error, ExitCodes.Partial, ExitCodes.Refused, ExitCodes.StalePlan, ExitCodes.NotLive, ExitCodes.ChangesPending];

    /// <summary>What is to be done.</summary>
    public required string Verb { get; init; }

    /// <summary>Whether nobody is asked, so that independent projects run at once and what they report waits for their turn.</summary>
    public required bool AtOnce { get; init; }

    /// <summary>Whether what imports comes before what is imported, as for a destroy.</summary>
    public bool Reversed { get; init; }

    /// <summary>Runs the command.</summary>
    /// <param name="paths">The manifests and saved plans.</param>
    /// <param name="arguments">For which environment, with which variables.</param>
    /// <param name="run">The command for one of them.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> paths, ManifestArguments arguments, Func<CommandHost, Project, Task<int>> run)
    {
        var projects = await ProjectSet.ReadAsync(host, paths, arguments);
        var order = Reversed ? [.. projects.Reverse()] : projects;
        var importing = projects.SelectMany(p => p.DependsOn.Select(needed => (Needed: needed, By: p))).ToLookup(i => i.Needed, i => i.By);
        var first = order.ToDictionary(p => p, p => Reversed ? [.. importing[p]] : p.DependsOn);
        return AtOnce ? await RunAtOnceAsync(order, first, run) : await RunInTurnAsync(order, first, run);
    }

    private async Task<int> RunInTurnAsync(IReadOnlyList<Project> order, Dictionary<Project, IReadOnlyList<Project>> first, Func<CommandHost, Project, Task<int>> run)
    {
        var outcomes = new Dictionary<Project, ProjectOutcome>();
        foreach (var project in order)
            outcomes[project] = await OutcomeOfAsync(project, [.. first[project].Select(f => outcomes[f])], host.Output.Progress, isDirect: true, run);
        return End([.. outcomes.Values]);
    }

    private async Task<int> RunAtOnceAsync(IReadOnlyList<Project> order, Dictionary<Project, IReadOnlyList<Project>> first, Func<CommandHost, Project, Task<int>> run)
    {
        using var slots = new SemaphoreSlim(MostAtOnce);
        var activity = new ProjectsActivity(Verb, order.Count);
        var running = new Dictionary<Project, Task<ProjectOutcome>>();
        foreach (var project in order)
            running[project] = RunAsync(project, [.. first[project].Select(f => running[f])]);
        var outcomes = new List<ProjectOutcome>();
        await using (host.Output.Progress.Show(activity))
        {
            foreach (var project in order)
                outcomes.Add(await running[project]);
        }

        // A comment on a pull request begins with what matters most.
        if (host.Reporter.IsMarkdown)
            host.Reporter.WriteResult(ProjectsText.Markdown(outcomes));
        foreach (var outcome in outcomes)
            outcome.Output.Write();
        return End(outcomes);

        async Task<ProjectOutcome> RunAsync(Project project, IReadOnlyList<Task<ProjectOutcome>> before)
        {
            var needed = await Task.WhenAll(before);
            await slots.WaitAsync();
            try
            {
                activity.Begin(project);
                return await OutcomeOfAsync(project, needed, NoProgress.Instance, isDirect: false, run);
            }
            finally
            {
                activity.End(project);
                slots.Release();
            }
        }
    }

    private async Task<ProjectOutcome> OutcomeOfAsync(
        Project project, IReadOnlyList<ProjectOutcome> needed, IProgressDisplay progress, bool isDirect, Func<CommandHost, Project, Task<int>> run)
    {
        var reporter = new ProjectReporter(host.Reporter, isDirect);
        if (needed.FirstOrDefault(n => !n.IsDone) is { } failed)
            return new(project, failed.ExitCode, reporter) { Because = failed.Project, Waits = failed.Waits };
        if (!Reversed && needed.FirstOrDefault(n => n.WasNeverApplied) is { } unapplied)
            return new(project, ExitCodes.Done, reporter) { Because = unapplied.Project, Waits = true };
        reporter.Project(project.Name);
        foreach (var changed in needed.Where(n => !Reversed && n.Output.Applied is null && n.Output.Planned?.Outputs.IsEmpty == false))
            reporter.WriteNotice($"{changed.Project} changes its outputs: this plan reads those that its last apply recorded.");
        var own = host with { Output = host.Output with { Reporter = reporter, Progress = progress } };
        return new(project, await CommandGuard.RunAsync(() => run(own, project), own), reporter);
    }

    private int End(IReadOnlyList<ProjectOutcome> outcomes)
    {
        if (!host.Reporter.IsMarkdown)
            host.Reporter.Projects([.. outcomes.Select(o => new ProjectResult(o.Project.Name, o.ExitCode, o.Text))]);
        var codes = outcomes.Select(o => o.ExitCode).ToHashSet();
        return Ranked.FirstOrDefault(codes.Contains, codes.Max());
    }
}
