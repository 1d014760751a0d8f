using System.CommandLine;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Health;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Cli.Workspaces;

namespace FlowPlan.Cli.Commands.Data;

/// <summary><c>flowplan runs</c>: lists the runs of a flow.</summary>
internal static class RunsCommand
{
    public static Command Create(SharedOptions shared)
    {
        var data = new DataOptions(shared);
        var since = new Option<string>("--since") { Description = "Only runs that ended within this time, such as 12h", HelpName = "duration", DefaultValueFactory = _ => "168h" };
        var failed = new Option<bool>("--failed") { Description = "Only runs that failed, or in which records failed" };
        var limit = new Option<int>("--limit") { Description = "Maximum number of runs", HelpName = "n", DefaultValueFactory = _ => 20 };
        since.Validators.Add(result =>
        {
            if (Durations.Parse(result.GetValueOrDefault<string>()) is null)
                result.AddError("--since takes a duration such as 30m, 12h or 168h.");
        });
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--limit takes a number above 0.");
        });
        var command = new Command("runs", "List the runs of a flow: status, records, bytes, duration");
        data.AddFlow(command);
        data.AddTo(command);
        command.Add(since);
        command.Add(failed);
        command.Add(limit);
        return command.Runs((host, parsed) => RunAsync(
            host,
            data.PlatformArguments(parsed),
            data.FlowOf(parsed),
            Durations.Parse(parsed.GetValue(since))!.Value,
            run => run.HasFailures || !parsed.GetValue(failed),
            parsed.GetValue(limit),
            data.IsJson(parsed)));
    }

    private static async Task<int> RunAsync(
        CommandHost host, PlatformArguments arguments, string name, TimeSpan since, Func<FlowRun, bool> isShown, int limit, bool json)
    {
        await using var data = await FlowData.OpenAsync(host, arguments);
        if (data is null)
            return ExitCodes.Error;
        var flow = data.Inlets.FlowOf(name);
        var runs = await data.Client.RunsAsync(flow, host.Time.GetUtcNow() - since, host.Signals.Stop).Where(isShown).Take(limit).ToListAsync(host.Signals.Stop);
        if (json)
            host.Reporter.WriteRaw(RunReport.Json(flow, runs));
        else
            host.Reporter.WriteResult(RunReport.Table(runs));
        return ExitCodes.Done;
    }
}
