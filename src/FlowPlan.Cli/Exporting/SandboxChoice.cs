using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Exporting;

/// <summary>The sandbox of a command that has no manifest.</summary>
internal static class SandboxChoice
{
    /// <summary>The sandbox that is given, else that of <c>FLOWPLAN_SANDBOX</c>.</summary>
    /// <exception cref="DiagnosticException">There is neither.</exception>
    public static string Of(CommandHost host, string? given) =>
        (given ?? host.ProcessEnvironment.GetValueOrDefault("FLOWPLAN_SANDBOX")) is { Length: > 0 } sandbox
            ? sandbox
            : throw new DiagnosticException(ExportFindings.NoSandbox());

    /// <summary>Connects to the sandbox from the current folder; null when that fails, which is reported.</summary>
    public static Task<PlatformConnection?> ConnectAsync(CommandHost host, string? endpoint, string? given) =>
        PlatformConnection.OpenAsync(host, endpoint, Directory.GetCurrentDirectory(), Of(host, given), parallelism: 1);
}
