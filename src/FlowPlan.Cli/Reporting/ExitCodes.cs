using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Reporting;

/// <summary>The exit codes of the process; documented in docs/commands.md.</summary>
internal static class ExitCodes
{
    /// <summary>Success, or no changes.</summary>
    public const int Done = (int)ExitCode.Success;

    /// <summary>An error.</summary>
    public const int Error = (int)ExitCode.Error;

    /// <summary>Changes are pending (<c>plan --detailed-exitcode</c>).</summary>
    public const int ChangesPending = (int)ExitCode.ChangesPending;

    /// <summary>The platform drifted (<c>drift</c>).</summary>
    public const int Drift = (int)ExitCode.Drift;

    /// <summary>An approved plan is stale.</summary>
    public const int StalePlan = (int)ExitCode.StalePlan;

    /// <summary>An apply is incomplete: a change failed or was skipped, or the lockfile could not be saved.</summary>
    public const int Partial = (int)ExitCode.Incomplete;

    /// <summary>A safety check refused, or approval was not given.</summary>
    public const int Refused = (int)ExitCode.Refused;

    /// <summary>A record that was sent did not arrive (<c>verify</c>).</summary>
    public const int NotArrived = (int)ExitCode.NotArrived;

    /// <summary>A flow does not accept data yet.</summary>
    public const int NotLive = (int)ExitCode.NotLive;

    /// <summary>A flow is unhealthy (<c>health</c>).</summary>
    public const int Unhealthy = (int)ExitCode.Unhealthy;

    /// <summary>Invalid command line.</summary>
    public const int Usage = (int)ExitCode.Usage;

    /// <summary>Interrupted by a signal.</summary>
    public const int Interrupted = (int)ExitCode.Interrupted;

    /// <summary>The exit code of a command that fails with these findings: that of the first error that is not a refusal.</summary>
    public static int Of(IEnumerable<Diagnostic> diagnostics)
    {
        var codes = diagnostics.Where(d => d.Severity == Severity.Error).Select(Of).ToList();
        return codes is [] ? Error : codes.Find(c => c != Refused) is var code and not 0 ? code : Refused;
    }

    /// <summary>The exit code of a command that fails with this finding.</summary>
    public static int Of(Diagnostic diagnostic) => (int)diagnostic.Descriptor.Exit;
}
