namespace FlowPlan.Core.State;

/// <summary>What a manifest is applied to; a lockfile, a journal and a saved plan each belong to exactly one.</summary>
/// <param name="Project">The manifest's project.</param>
/// <param name="Environment">The environment of the manifest.</param>
/// <param name="Organization">The organization of the credentials.</param>
/// <param name="Sandbox">The sandbox of the environment.</param>
public sealed record DeploymentScope(string Project, string Environment, string Organization, string Sandbox)
{
    /// <summary>The parts in which another scope differs, in the order of the declaration.</summary>
    public IEnumerable<ScopeDifference> Differences(DeploymentScope other)
    {
        (ScopePart Part, string Here, string There)[] parts =
        [
            (ScopePart.Project, Project, other.Project),
            (ScopePart.Environment, Environment, other.Environment),
            (ScopePart.Organization, Organization, other.Organization),
            (ScopePart.Sandbox, Sandbox, other.Sandbox),
        ];
        return parts
            .Where(p => !string.Equals(p.Here, p.There, StringComparison.Ordinal))
            .Select(p => new ScopeDifference(p.Part, p.Here, p.There));
    }
}

/// <summary>A part of a <see cref="DeploymentScope"/>.</summary>
public enum ScopePart
{
    /// <summary>The project.</summary>
    Project,

    /// <summary>The environment.</summary>
    Environment,

    /// <summary>The organization.</summary>
    Organization,

    /// <summary>The sandbox.</summary>
    Sandbox,
}

/// <summary>A part in which two scopes differ.</summary>
public sealed record ScopeDifference(ScopePart Part, string Here, string There)
{
    /// <summary>The part as it is called in messages.</summary>
    public string PartName => Part switch
    {
        ScopePart.Project => "project",
        ScopePart.Environment => "environment",
        ScopePart.Organization => "organization",
        _ => "sandbox",
    };
}
