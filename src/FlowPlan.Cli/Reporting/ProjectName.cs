namespace FlowPlan.Cli.Reporting;

/// <summary>One of several projects in a command.</summary>
/// <param name="Name">The project; the path where the manifest cannot be read.</param>
/// <param name="Environment">The environment; null where the manifest cannot be read.</param>
/// <param name="Path">The manifest or saved plan as given.</param>
internal sealed record ProjectName(string Name, string? Environment, string Path)
{
    /// <summary>Such as <c>core (dev)</c>.</summary>
    public override string ToString() => Environment is null ? Name : $"{Name} ({Environment})";
}

/// <summary>How a command ended for one of several projects.</summary>
/// <param name="Project">The project.</param>
/// <param name="ExitCode">The exit code that the command would have had for it alone.</param>
/// <param name="Text">The same for people, such as <c>3 to create</c>.</param>
internal sealed record ProjectResult(ProjectName Project, int ExitCode, string Text);
