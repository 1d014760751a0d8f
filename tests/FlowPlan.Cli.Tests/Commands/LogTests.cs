using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;
using FlowPlan.Cli.Arguments;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Output;
using FlowPlan.Cli.Output.ConsoleText;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>What <c>--log-level</c> adds on stderr.</summary>
public sealed class LogTests
{
    private static readonly HttpTraceEntry First = new("POST", "/flows", 503, TimeSpan.FromMilliseconds(12.4), 1, "r-1");
    private static readonly HttpTraceEntry Second = new("POST", "/flows", 201, TimeSpan.FromMilliseconds(7), 2, "r-2");
    private static readonly HttpTraceEntry Lost = new("GET", "/flows", null, TimeSpan.FromMilliseconds(100), 1, "r-3");
    private static readonly HttpTraceEntry Good = new("GET", "/flows", 200, TimeSpan.FromMilliseconds(3), 1, "r-4");

    [Test]
    public async Task Info_logs_the_steps_and_none_logs_nothing()
    {
        using var cli = new InProcess().Declare("a");

        var info = await cli.RunAsync("apply", cli.Manifest, "--auto-approve", "--log-level", "info");
        var none = await cli.RunAsync("plan", cli.Manifest);

        Assert.That(info.Error.TrimEnd().Split('\n'), Is.EqualTo(new[]
        {
            "info: endpoint (default), sandbox dev",
            $"info: locked {Path.Combine(cli.Manifest, "flowplan.dev.lock.json")}",
            "info: planning 1 declared and 0 managed resources",
            "info: base.a: started",
        }));
        Assert.That(none.Error, Is.Empty);
    }

    [Test]
    public void Info_logs_failed_calls_and_retries() => Assert.That(Logged(LogLevel.Info), Is.EqualTo(
        "info: POST /flows 503 in 12 ms, attempt 1\n"
        + "info: POST /flows 201 in 7 ms, attempt 2\n"
        + "info: GET /flows no response in 100 ms, attempt 1\n"));

    [Test]
    public void Trace_logs_every_attempt_with_its_request_id() => Assert.That(Logged(LogLevel.Trace), Is.EqualTo(
        "trace: POST /flows 503 in 12 ms, attempt 1, request id r-1\n"
        + "trace: POST /flows 201 in 7 ms, attempt 2, request id r-2\n"
        + "trace: GET /flows no response in 100 ms, attempt 1, request id r-3\n"
        + "trace: GET /flows 200 in 3 ms, attempt 1, request id r-4\n"));

    [TestCase(429, 120.3, 999_999.0, "Waiting 2m 1s before the next call to a.example: it limits the rate of calls (429); it asked to wait 11d 13h.\n")]
    [TestCase(429, 60.0, 60.0, "Waiting 1m before the next call to a.example: it limits the rate of calls (429).\n")]
    [TestCase(503, 16.0, null, "Waiting 16s before the next call to a.example: it did not process a call (503).\n")]
    [TestCase(null, 5.0, null, "Waiting 5s before the next call to a.example: a call got no response.\n")]
    public void A_long_wait_is_reported_at_every_log_level(int? status, double delay, double? requested, string expected)
    {
        var wait = new HttpWait("a.example", status, TimeSpan.FromSeconds(delay), requested is { } seconds ? TimeSpan.FromSeconds(seconds) : null);

        Assert.That(Logged(LogLevel.None, log => log.Waiting(wait)), Is.EqualTo(expected));
    }

    [Test]
    public void A_wait_for_the_state_of_an_object_is_reported_at_every_log_level() => Assert.That(
        Logged(LogLevel.None, log => log.Waiting(new TransientWait("flows/f1", TimeSpan.FromSeconds(33), TimeSpan.FromMinutes(5)))),
        Is.EqualTo("Waiting until the platform has finished an earlier change of flows/f1 (33s so far, at most 5m).\n"));

    private static string Logged(LogLevel level) => Logged(level, log =>
    {
        foreach (var entry in new[] { First, Second, Lost, Good })
            log.Completed(entry);
    });

    private static string Logged(LogLevel level, Action<CommandLog> write)
    {
        using var error = new StringWriter { NewLine = "\n" };
        var redactor = new SecretRedactor();
        var log = new CommandLog(new ConsoleReporter(new Terminal(TextWriter.Null, error, false, false, redactor), redactor), level);
        write(log);
        return error.ToString();
    }
}
