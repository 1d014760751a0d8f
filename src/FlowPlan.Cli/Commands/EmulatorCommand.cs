using System.CommandLine;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Reporting;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan emulator</c>: runs the emulator of the services alone, until it is stopped.</summary>
internal sealed class EmulatorCommand(CommandHost host)
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Loopback port; 0 for any free port", DefaultValueFactory = _ => 8080 };
        var data = new Option<string?>("--data") { Description = "Data file (default: .flowplan/emulator.db)", HelpName = "file" };
        var faults = new Option<string?>("--faults") { Description = "Fault script (see docs/emulator.md)", HelpName = "file" };
        var liveAfter = new Option<string>("--live-after")
        {
            Description = "How long a new flow takes until it accepts data, such as 5m",
            HelpName = "duration",
            DefaultValueFactory = _ => "0s",
        };
        liveAfter.Validators.Add(result =>
        {
            if (Durations.Parse(result.GetValueOrDefault<string>()) is null)
                result.AddError("--live-after takes a duration such as 30s, 5m or 1h.");
        });
        var command = new Command("emulator", "Run a local emulator of the platform") { port, data, faults, liveAfter };
        return command.Runs((host, parsed) => new EmulatorCommand(host).RunAsync(
            parsed.GetValue(port), parsed.GetValue(data) ?? Path.Combine(".flowplan", "emulator.db"), parsed.GetValue(faults),
            Durations.Parse(parsed.GetValue(liveAfter)) ?? TimeSpan.Zero));
    }

    public async Task<int> RunAsync(int port, string dataFile, string? faultFile, TimeSpan liveAfter)
    {
        await using var emulator = await EmulatorLauncher.RunAsync(
            new EmulatorOptions
            {
                Port = port,
                DataFile = Path.GetFullPath(dataFile),
                RecordRequests = true,
                ReachableInlets = true,
                Settings = new() { FlowLiveAfterSeconds = (int)liveAfter.TotalSeconds },
                FaultScript = faultFile is null ? null : EmulatorLauncher.ReadFaults(faultFile),
            },
            host.Signals.Stop);
        host.Reporter.WriteNotice($"Emulator listening at {emulator.BaseAddress}; data file {dataFile}.");
        host.Reporter.WriteNotice(
            $"To use it, run commands with --endpoint {emulator.BaseAddress} and any values for FLOWPLAN_ORG_ID, FLOWPLAN_CLIENT_ID, FLOWPLAN_CLIENT_SECRET and FLOWPLAN_SCOPES.");
        host.Reporter.WriteNotice("Press Ctrl-C to stop it.");
        try
        {
            await Task.Delay(Timeout.Infinite, host.Signals.Stop);
        }
        catch (OperationCanceledException)
        {
            host.Reporter.WriteNotice("Emulator stopped.");
        }

        return ExitCodes.Done;
    }
}
