using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli;

/// <summary>What the process says to its caller; documented in docs/commands.md.</summary>
internal static class ExitCodes
{
    /// <summary>Done, or nothing to do.</summary>
    public const int Done = 0;

    /// <summary>An error.</summary>
    public const int Error = 1;

    /// <summary>Changes are pending (<c>plan --detailed-exitcode</c>).</summary>
    public const int ChangesPending = 2;

    /// <summary>The platform drifted (<c>drift</c>).</summary>
    public const int Drift = 3;

    /// <summary>A saved plan no longer fits the platform.</summary>
    public const int StalePlan = 4;

    /// <summary>An apply ended with a part undone.</summary>
    public const int Partial = 5;

    /// <summary>Another command holds the lockfile.</summary>
    public const int LockHeld = 6;

    /// <summary>A check or guard refused.</summary>
    public const int Refused = 7;

    /// <summary>The command line makes no sense.</summary>
    public const int Usage = 64;

    /// <summary>Stopped by a signal.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit code of several findings: that of the first error that is no mere refusal.</summary>
    public static int Of(IEnumerable<Diagnostic> diagnostics)
    {
        var codes = diagnostics.Where(d => d.Severity == Severity.Error).Select(d => Of(d.Code)).ToList();
        return codes.Find(c => c != Refused) is var code and not 0 ? code : Refused;
    }

    /// <summary>The exit code of an error by its diagnostic's code.</summary>
    public static int Of(string diagnosticCode) => diagnosticCode switch
    {
        "FP6101" or "FP6104" => LockHeld,
        "FP4110" or "FP4111" or "FP4112" or "FP4113" or "FP4114" => StalePlan,
        "FP4008" or "FP7001" or "FP7002" or "FP8101" or "FP8102" => Refused,
        _ => Error,
    };
}
