using System.Globalization;
using FlowPlan.Aep.Http;
using FlowPlan.Cli.Commands;

namespace FlowPlan.Cli.Hosting;

/// <summary>Tells of each call on stderr (<c>--log-level trace</c>): verb, path, status, time. Never headers or bodies.</summary>
internal sealed class TraceLog(IReporter reporter) : IHttpTrace
{
    public void Completed(HttpTraceEntry entry) => reporter.Note(string.Create(
        CultureInfo.InvariantCulture,
        $"trace: {entry.Method} {entry.Path} {entry.Status?.ToString(CultureInfo.InvariantCulture) ?? "no answer"} in {entry.Elapsed.TotalMilliseconds:0} ms, attempt {entry.Attempt}, request id {entry.RequestId}"));
}
