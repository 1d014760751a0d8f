using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Hosting;

/// <summary>The one place where the failure of a command becomes a finding and an exit code.</summary>
internal static class CommandGuard
{
    /// <summary>Runs a command.</summary>
    /// <param name="run">The command.</param>
    /// <param name="host">What it runs in.</param>
    public static async Task<int> RunAsync(Func<Task<int>> run, CommandHost host)
    {
        try
        {
            return await run();
        }
        catch (DiagnosticException failure)
        {
            host.Reporter.Diagnostics([failure.Diagnostic]);
            return ExitCodes.Of(failure.Diagnostic);
        }
        catch (OperationCanceledException) when (host.Signals.Stop.IsCancellationRequested)
        {
            host.Reporter.WriteNotice("Interrupted.");
            return ExitCodes.Interrupted;
        }
#pragma warning disable CA1031 // The last resort: an internal error is reported in one line, never as a stack trace.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            var cause = Innermost(fault);
            host.Reporter.Diagnostics([Diagnostic.Of(
                ApplyDescriptors.InternalError,
                $"internal error: {cause.GetType().Name}: {cause.Message}",
                help: "completed changes are saved; please report this with the command line that caused it")]);
            return ExitCodes.Error;
        }
    }

    /// <summary>What a failed initializer failed with; it says more than that one failed.</summary>
    private static Exception Innermost(Exception fault) => fault is TypeInitializationException { InnerException: { } inner } ? Innermost(inner) : fault;
}
