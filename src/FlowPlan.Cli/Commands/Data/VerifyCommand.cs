using System.CommandLine;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Health;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Readiness;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;

namespace FlowPlan.Cli.Commands.Data;

/// <summary><c>flowplan verify</c>: sends a marked record to a flow and follows it to the dataset.</summary>
internal static class VerifyCommand
{
    public static Command Create(SharedOptions shared)
    {
        var data = new DataOptions(shared);
        var format = FormatOption.Of("console", "json", "junit");
        var wait = new WaitOptions("Wait until the flow accepts data");
        var command = new Command("verify", "Send the test record of a flow and follow it to its dataset; exits with 8 if it does not arrive, 9 if the flow is not live");
        data.AddFlow(command);
        data.AddTo(command, format);
        wait.AddTo(command);
        return command.Runs((host, parsed) => RunAsync(host, data.PlatformArguments(parsed), data.FlowOf(parsed), parsed.GetValue(format)!, wait.ValueOf(parsed)));
    }

    private static async Task<int> RunAsync(CommandHost host, PlatformArguments arguments, string flow, string format, TimeSpan? wait)
    {
        await using var data = await FlowData.OpenAsync(host, arguments);
        if (data is null)
            return ExitCodes.Error;
        var stop = host.Signals.Stop;
        var inlet = await data.Inlets.FindAsync(flow, stop);
        var settings = VerifySettings.Of(data.Manifest.Declarations, inlet.Flow);
        var watch = new FlowWatch(data.Client, host.Reporter, host.Time);
        var waited = wait is { } timeout ? await watch.WaitAsync(inlet.Deployed, timeout, stop) : TimeSpan.Zero;
        var result = await new VerifyRun(data.Client, inlet, settings, host.Time).RunAsync(await watch.LookAsync(inlet.Deployed, stop), waited, stop);
        host.Reporter.WriteRaw(VerifyReport.Of(format, result));
        return result.Arrived ? ExitCodes.Done : result.IsNotLive ? ExitCodes.NotLive : ExitCodes.NotArrived;
    }
}
