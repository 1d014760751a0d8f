using FlowPlan.Aep.Http.Messages;
using FlowPlan.Aep.Http.Retrying;
using FlowPlan.Aep.Settings;
using FlowPlan.Aep.Tests.Support;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>A call that waits for the state of its object is repeated within its budget, and the wait does not look like a hang.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class TransientStateRetryTests
{
    private static readonly RetrySettings Settings = new() { TransientDelay = TimeSpan.FromSeconds(3), TransientBudget = TimeSpan.FromSeconds(60) };

    [TestCase(1, new int[0], Description = "3 s: nobody would notice")]
    [TestCase(2, new[] { 3 })]
    [TestCase(13, new[] { 3, 33 })]
    public async Task A_noticeable_wait_is_reported_and_again_every_thirty_seconds(int rejections, int[] reportedAt)
    {
        var (waits, attempts) = await RunAsync(rejections);

        Assert.That(attempts, Is.EqualTo(rejections + 1));
        Assert.That(waits.Select(w => (int)w.Elapsed.TotalSeconds), Is.EqualTo(reportedAt));
        Assert.That(waits, Has.All.Matches<TransientWait>(w => w!.Subject == "flows/f1" && w.Limit == Settings.TransientBudget));
    }

    [Test]
    public async Task The_last_result_is_given_once_the_budget_is_used_up() =>
        Assert.That((await RunAsync(rejections: 1000)).Attempts, Is.EqualTo(21));

    private static async Task<(List<TransientWait> Waits, int Attempts)> RunAsync(int rejections)
    {
        var (waits, attempts) = (new List<TransientWait>(), 0);
        await new TransientStateRetry(Settings, new VirtualTime(), waits.Add).RunAsync(
            "flows/f1", () => Task.FromResult(++attempts), attempt => attempt <= rejections, CancellationToken.None);
        return (waits, attempts);
    }
}
