using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Retrying;
using FlowPlan.Aep.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>A long delay is reported, so that a command that waits does not seem to hang.</summary>
[TestFixture]
internal sealed class WaitNoticeTests
{
    [Test]
    public async Task A_long_Retry_After_is_reported_with_what_was_requested_and_what_is_waited_for()
    {
        var trace = new Recorder();
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(429, "{}", ("Retry-After", "999999")), Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri), trace: trace);

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        var wait = trace.Waits.Single();
        Assert.That((wait.Host, wait.Status, wait.Requested), Is.EqualTo((server.Uri.Authority, (int?)429, (TimeSpan?)TimeSpan.FromSeconds(999_999))));
        Assert.That(wait.Delay, Is.InRange(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(120.5)));
    }

    [Test]
    public void A_wait_is_reported_once_however_many_calls_wait_for_the_host()
    {
        var time = new FakeTimeProvider();
        var reported = new List<HttpWait>();
        var notices = new WaitNotices(time, reported.Add);
        void Report(string host, double seconds) => notices.Report(new(host, 429, TimeSpan.FromSeconds(seconds), null));

        foreach (var jitter in Enumerable.Range(0, 8))
            Report("a", 60 + (jitter / 10.0));
        Report("b", 60);
        Report("c", 4.9);
        time.Advance(TimeSpan.FromSeconds(50));
        Report("a", 6);
        Report("a", 30);

        Assert.That(reported.Select(w => (w.Host, w.Delay.TotalSeconds)), Is.EqualTo(new[] { ("a", 60.0), ("b", 60.0), ("a", 30.0) }));
    }

    [Test]
    public async Task Backoff_after_failures_is_reported_once_it_is_long()
    {
        var trace = new Recorder();
        await using var server = await ScriptedServer.StartAsync(Answer.Json(503, "{}"));
        var settings = Providers.Settings(server.Uri);
        await using var provider = Providers.Create(settings with { Retry = settings.Retry with { MaxAttempts = 5, BaseDelay = TimeSpan.FromSeconds(2) } }, trace: trace);

        Assert.That(async () => await provider.Kind("flow").ReadAsync("x", CancellationToken.None), Throws.Exception);

        // 2, 4, 8 and 16 seconds, with up to half as much of jitter.
        Assert.That(trace.Waits.Select(w => (w.Status, w.Requested)), Has.All.EqualTo(((int?)503, (TimeSpan?)null)));
        Assert.That(trace.Waits.Count(w => w.Delay >= TimeSpan.FromSeconds(8)), Is.EqualTo(2));
        Assert.That(trace.Waits, Has.None.Matches<HttpWait>(w => w!.Delay < TimeSpan.FromSeconds(5)));
    }
}
