using System.Data.Common;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Hosting;

/// <summary>Starts an emulator, or reports why it cannot start.</summary>
internal static class EmulatorLauncher
{
    /// <summary>Reads a file with a fault script.</summary>
    /// <exception cref="DiagnosticException">It cannot be read.</exception>
    public static string ReadFaults(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw BadFaults($"the fault script {file} cannot be read: {fault.Message.TrimEnd('.')}", fault);
        }
    }

    /// <exception cref="DiagnosticException">The port is taken, or the data file or the fault script cannot be used.</exception>
    public static async Task<EmulatorHost> RunAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await EmulatorHost.StartAsync(options, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DbException)
        {
            throw new DiagnosticException(
                Diagnostic.Of(
                    CliDescriptors.EmulatorFailed,
                    $"the emulator cannot start: {fault.Message.TrimEnd('.')}",
                    help: $"check that the port is free and that {options.DataFile} is writable"),
                fault);
        }
        catch (FormatException fault)
        {
            throw BadFaults(fault.Message, fault);
        }
    }

    private static DiagnosticException BadFaults(string message, Exception fault) => new(
        Diagnostic.Of(CliDescriptors.InvalidFaultScript, message, help: "use an array of rules as described in docs/emulator.md"), fault);
}
