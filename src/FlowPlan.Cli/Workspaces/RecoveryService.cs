using System.Globalization;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Applying.Recovery;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Cli.Workspaces;

/// <summary>Resolves what an interrupted run left behind, for every command that plans.</summary>
internal static class RecoveryService
{
    private const string WindowVariable = "FLOWPLAN_ABSENCE_WINDOW";

    /// <summary>The state as it is known now; reports what was recovered.</summary>
    public static async Task<RecoveredState> ResolveAsync(
        CommandHost host, Workspace workspace, IResourceProvider provider, StateSnapshot snapshot, CancellationToken cancellationToken)
    {
        var recovered = await new Recovery(provider, host.Time, Window(host)).ResolveAsync(snapshot, workspace.Adopted, cancellationToken);
        host.Reporter.Diagnostics(recovered.Notes);
        return recovered;
    }

    /// <summary>How long an object must stay absent before a create whose outcome is unknown is sent again.</summary>
    /// <exception cref="DiagnosticException">The variable is not such a time.</exception>
    public static AbsenceWindow Window(CommandHost host)
    {
        if (!host.ProcessEnvironment.TryGetValue(WindowVariable, out var text) || string.IsNullOrWhiteSpace(text))
            return AbsenceWindow.Default;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and <= 3600
            ? new(TimeSpan.FromSeconds(seconds))
            : throw new DiagnosticException(Diagnostic.Of(
                CliDescriptors.InvalidAbsenceWindow,
                $"{WindowVariable} is not a number of seconds from 0 to 3600",
                help: "correct it, or unset it"));
    }
}
