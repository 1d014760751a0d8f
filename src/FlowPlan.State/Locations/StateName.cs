namespace FlowPlan.State.Locations;

/// <summary>Which state of a location it is.</summary>
/// <param name="Project">The project.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Folder">The folder of the manifest, absolute, where a lockfile is.</param>
public sealed record StateName(string Project, string Environment, string Folder)
{
    /// <summary>The name on a server, below the prefix of the location.</summary>
    public string Path => $"{Project}/{Environment}";
}
