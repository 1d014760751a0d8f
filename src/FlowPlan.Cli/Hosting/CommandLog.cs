using System.Globalization;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Applying;

namespace FlowPlan.Cli.Hosting;

/// <summary>
/// The log on stderr (<c>--log-level</c>). <c>info</c>: the steps of the command, and API calls that failed or were retried;
/// <c>trace</c>: also every attempt of every API call. Headers, queries and bodies are never logged.
/// </summary>
internal sealed class CommandLog(IReporter reporter, LogLevel level) : IHttpTrace
{
    /// <summary>Logs a step of the command.</summary>
    public void Info(FormattableString text)
    {
        if (level != LogLevel.None)
            reporter.WriteNotice("info: " + text.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Logs that a change begins; how it ends is part of the command's output.</summary>
    public void Started(ApplyEvent step)
    {
        if (step is ApplyEvent.Started started)
            Info($"{started.Address}: started");
    }

    public void Completed(HttpTraceEntry entry)
    {
        if (level == LogLevel.Trace)
            reporter.WriteNotice($"trace: {Describe(entry)}, attempt {Number(entry.Attempt)}, request id {entry.RequestId}");
        else if (entry.Attempt > 1 || entry.Status is null or 429 or >= 500)
            Info($"{Describe(entry)}, attempt {entry.Attempt}");
    }

    /// <summary>Says what the command waits for, whatever the log level: it would seem to hang otherwise.</summary>
    public void Waiting(HttpWait wait)
    {
        var cause = wait.Status switch
        {
            429 => "it limits the rate of calls (429)",
            { } status => $"it did not process a call ({Number(status)})",
            null => "a call got no response",
        };
        var asked = wait.Requested > wait.Delay ? $"; it asked to wait {Durations.Show(wait.Requested.Value)}" : string.Empty;
        reporter.WriteNotice($"Waiting {Durations.Show(wait.Delay)} before the next call to {wait.Host}: {cause}{asked}.");
    }

    /// <summary>Says what a change waits for, whatever the log level.</summary>
    public void Waiting(TransientWait wait) => reporter.WriteNotice(
        $"Waiting until the platform has finished an earlier change of {wait.Subject} ({Durations.Show(wait.Elapsed)} so far, at most {Durations.Show(wait.Limit)}).");

    private static string Describe(HttpTraceEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.Method} {entry.Path} {entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "no response"} in {entry.Elapsed.TotalMilliseconds:0} ms");

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
