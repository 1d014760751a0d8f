using System.CommandLine;
using FlowPlan.Cli.Hosting;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan emulator</c>: runs the emulator of the services alone, until it is stopped.</summary>
internal sealed class EmulatorCommand(CommandHost host)
{
    public static Command Create(Func<ParseResult, CommandHost> makeHost)
    {
        var port = new Option<int>("--port") { Description = "The loopback port; 0 for any free one", DefaultValueFactory = _ => 8080 };
        var data = new Option<string?>("--data") { Description = "The file to keep its data in (default: .flowplan/emulator.db)", HelpName = "file" };
        var faults = new Option<string?>("--faults") { Description = "A file with a fault script (see docs/emulator.md)", HelpName = "file" };
        var command = new Command("emulator", "Run an emulator of the platform on this machine") { port, data, faults };
        command.SetAction((parsed, _) => new EmulatorCommand(makeHost(parsed)).RunAsync(
            parsed.GetValue(port), parsed.GetValue(data) ?? Path.Combine(".flowplan", "emulator.db"), parsed.GetValue(faults)));
        return command;
    }

    public async Task<int> RunAsync(int port, string dataFile, string? faultFile)
    {
        await using var emulator = await EmulatorStart.RunAsync(
            new EmulatorOptions
            {
                Port = port,
                DataFile = Path.GetFullPath(dataFile),
                RecordRequests = true,
                FaultScript = faultFile is null ? null : EmulatorStart.ReadFaults(faultFile),
            },
            host.Signals.Stop);
        host.Reporter.Note($"""
            The emulator listens at {emulator.BaseAddress} and keeps its data in {dataFile}.
            Use it with --target {emulator.BaseAddress} and, for credentials, any FLOWPLAN_ORG_ID, FLOWPLAN_CLIENT_ID, FLOWPLAN_CLIENT_SECRET and FLOWPLAN_SCOPES.
            Stop it with Ctrl-C.
            """);
        try
        {
            await Task.Delay(Timeout.Infinite, host.Signals.Stop);
        }
        catch (OperationCanceledException)
        {
            host.Reporter.Note("Stopped.");
        }

        return ExitCodes.Done;
    }
}
