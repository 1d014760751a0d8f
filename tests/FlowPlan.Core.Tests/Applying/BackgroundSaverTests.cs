using FlowPlan.Core.Applying.Writing;
using FlowPlan.Core.Tests.State.Support;
using FlowPlan.Core.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>Saving beside a run costs at most a fraction of its time.</summary>
public sealed class BackgroundSaverTests
{
    [TestCase(1, 29.9)]
    [TestCase(0, 4.9)]
    public async Task It_rests_thirty_times_as_long_as_a_save_took_and_five_seconds_at_least(int took, double rest)
    {
        var clock = new FakeTimeProvider();
        var session = new MemorySession(null)
        {
            Saving = () =>
            {
                clock.Advance(TimeSpan.FromSeconds(took));
                return Task.CompletedTask;
            },
        };
        var resources = 0;
        await using var saver = new BackgroundSaver(session, Sample.Empty, clock, () => Sample.Of(resources));

        resources = 1;
        await RequestAsync(saver, session, 1);
        clock.Advance(TimeSpan.FromSeconds(rest));
        resources = 2;
        await RequestAsync(saver, session, 1);
        clock.Advance(TimeSpan.FromSeconds(0.2));
        await RequestAsync(saver, session, 2);

        Assert.That(saver.Saved.Resources, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task What_has_not_changed_is_not_saved()
    {
        var session = new MemorySession(Sample.Full);
        await using var saver = new BackgroundSaver(session, Sample.Full, TimeProvider.System, () => Sample.Full);

        await saver.SaveNowAsync(CancellationToken.None);

        Assert.That(session.Saves, Is.Zero);
    }

    [Test]
    public async Task After_it_was_stopped_it_saves_no_more_by_itself()
    {
        var session = new MemorySession(null);
        await using var saver = new BackgroundSaver(session, Sample.Empty, TimeProvider.System, () => Sample.Of(1));

        await saver.StopAsync();
        await RequestAsync(saver, session, 0);

        Assert.That(session.Saves, Is.Zero);
    }

    /// <summary>Asks for a save until there are as many as expected, and long enough to see one that there must not be.</summary>
    private static async Task RequestAsync(BackgroundSaver saver, MemorySession session, int expected)
    {
        for (var turn = 0; turn < 500 && (session.Log.Count < expected || turn < 20); turn++)
        {
            saver.Request();
            await Task.Delay(1);
        }

        Assert.That(session.Log, Has.Count.EqualTo(expected));
    }
}
