using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Projects;

/// <summary>One of several projects in a command.</summary>
/// <param name="Path">The manifest or saved plan as given.</param>
/// <param name="Name">The project; the path where it cannot be read.</param>
/// <param name="Environment">The environment; null where it cannot be read.</param>
internal sealed record Project(string Path, string Name, string? Environment)
{
    /// <summary>The projects of the command whose outputs it reads, in the order of its imports.</summary>
    public IReadOnlyList<Project> DependsOn { get; set; } = [];

    /// <summary>The file of its saved plan in a folder, which is made.</summary>
    public string FileIn(string folder)
    {
        Directory.CreateDirectory(folder);
        return System.IO.Path.Combine(folder, Environment is null ? $"{Name}.json" : $"{Name}.{Environment}.json");
    }

    /// <summary>What is reported of it.</summary>
    public ProjectName Reported => new(Name, Environment, Path);

    /// <summary>Such as <c>core (dev)</c>.</summary>
    public override string ToString() => Reported.ToString();
}
