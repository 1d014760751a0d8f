using System.Data.Common;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Hosting;

/// <summary>Starts an emulator, or says why it cannot be started.</summary>
internal static class EmulatorStart
{
    /// <exception cref="DiagnosticException">The port is taken, or the data file cannot be used.</exception>
    public static async Task<EmulatorHost> RunAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await EmulatorHost.StartAsync(options, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException)
        {
            throw new DiagnosticException(
                Diagnostic.Error(
                    "FP7003",
                    $"the emulator cannot be started: {fault.Message.TrimEnd('.')}",
                    help: $"check that the port is free and that {options.DataFile} can be written"),
                fault);
        }
    }
}
