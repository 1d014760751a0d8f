using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Projects;

/// <summary>One of several projects in a command.</summary>
/// <param name="name">What is reported of it.</param>
internal sealed class Project(ProjectName name)
{
    /// <summary>What is reported of it.</summary>
    public ProjectName Name => name;

    /// <summary>The projects of the command whose outputs it reads, in the order of its imports.</summary>
    public IReadOnlyList<Project> DependsOn { get; set; } = [];

    /// <summary>The file of its saved plan in a folder, which is made.</summary>
    public string FileIn(string folder)
    {
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name.Environment is null ? $"{name.Name}.json" : $"{name.Name}.{name.Environment}.json");
    }

    /// <summary>Such as <c>core (dev)</c>.</summary>
    public override string ToString() => name.ToString();
}
