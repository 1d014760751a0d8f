using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State;

/// <summary>Ensures that a lockfile is only used for what it was made for.</summary>
public static class LockfileGuard
{
    private const string Move = "to start over there, move the lockfile away; nothing is created twice: existing objects show as unmanaged";

    /// <summary>Reports each part in which a lockfile belongs to another scope.</summary>
    /// <param name="path">The lockfile's path, for the message.</param>
    /// <param name="lockfile">The lockfile.</param>
    /// <param name="scope">What it is to be used for.</param>
    /// <param name="diagnostics">Gets the findings.</param>
    public static void Check(string path, Lockfile lockfile, DeploymentScope scope, DiagnosticBag diagnostics)
    {
        foreach (var difference in lockfile.Scope.Differences(scope))
            diagnostics.Add(StateDiagnostics.OtherOwner(path, difference, HelpFor(difference.Part)));
    }

    private static string HelpFor(ScopePart part) => part switch
    {
        ScopePart.Project => "restore the old project name, or move the lockfile away and run 'flowplan import --all'",
        ScopePart.Environment => "use the lockfile of this environment",
        ScopePart.Organization => $"check the credentials and --endpoint; {Move}",
        _ => $"check the environment's sandbox; {Move}",
    };
}
