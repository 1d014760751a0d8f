using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>Sees to it that a lockfile is only used for what it was made for.</summary>
public static class LockfileGuard
{
    /// <summary>Reports each way in which a lockfile belongs to something else.</summary>
    /// <param name="path">The lockfile's path, for the message.</param>
    /// <param name="lockfile">The lockfile.</param>
    /// <param name="project">The project of the manifest.</param>
    /// <param name="environment">The environment of the manifest.</param>
    /// <param name="organization">The organization of the credentials.</param>
    /// <param name="sandbox">The sandbox of the environment.</param>
    /// <param name="found">Told of what does not fit.</param>
    public static void Check(
        string path, Lockfile lockfile, string project, string environment, string organization, string sandbox, DiagnosticBag found)
    {
        void Compare(string what, string recorded, string asked, string help)
        {
            if (!string.Equals(recorded, asked, StringComparison.Ordinal))
                found.Add(StateDiagnostics.OtherOwner(path, what, recorded, asked, help));
        }

        const string Move = "to start afresh there, move the lockfile away; nothing is made twice: what exists shows as unclaimed";
        Compare("project", lockfile.Project, project, "a project keeps its name; take the new name back, or move the lockfile away and adopt");
        Compare("environment", lockfile.Environment, environment, "use the lockfile of this environment");
        Compare("organization", lockfile.Organization, organization, $"check the credentials and --endpoint; {Move}");
        Compare("sandbox", lockfile.Sandbox, sandbox, $"check the environment's sandbox; {Move}");
    }
}
