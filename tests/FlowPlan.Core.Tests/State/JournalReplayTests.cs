using FlowPlan.Core.State;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

public class JournalReplayTests
{
    private static readonly JournalEntry Opened =
        new JournalEntry.Opened(0, Sample.Lineage, new("acme-streaming", "dev", "ACME@AdobeOrg", "dev"));

    [Test]
    public void Without_lockfile_and_journal_there_is_nothing()
    {
        var replay = JournalReplay.Of(new(null, []));
        Assert.That(replay.Lockfile, Is.Null);
        Assert.That(replay.Open, Is.Empty);
    }

    [Test]
    public void Without_a_journal_the_lockfile_is_as_it_was() =>
        JournalReplay.Of(new(Sample.Full, [])).Lockfile.SameAs(Sample.Full);

    [Test]
    public void A_first_run_that_was_killed_hands_on_its_lineage_and_what_it_made()
    {
        var replay = JournalReplay.Of(new(null, [Opened, Intent(1), Record(2, 1, "one")]));
        replay.Lockfile.SameAs(Sample.Empty with { Serial = 0, Resources = Sample.Empty.Resources.Add(Sample.Address(1), Sample.State("one")) });
        Assert.That(replay.Open, Is.Empty);
    }

    [Test]
    public void Outcomes_are_applied_in_order_and_dropped_records_go()
    {
        var replay = Replay(Intent(1), Record(2, 1, "one"), Record(3, null, "two"), Intent(4, 2), new JournalEntry.Recorded(5, 4, Sample.Address(2), null));
        Assert.That(replay.Lockfile!.Resources.Keys, Is.EqualTo(new[] { Sample.Address(0), Sample.Address(1) }));
        Assert.That(replay.Lockfile.Resources[Sample.Address(1)].Id, Is.EqualTo("two"));
    }

    [Test]
    public void A_record_of_the_lockfile_that_was_dropped_goes() =>
        Assert.That(Replay(new JournalEntry.Recorded(1, null, Sample.Address(0), null)).Lockfile!.Resources, Is.Empty);

    [Test]
    public void An_intent_without_an_outcome_is_open_and_one_that_was_refused_is_not()
    {
        var replay = Replay(Intent(1, 5), Intent(2, 4), Intent(3, 3), new JournalEntry.Failed(4, 2, true, "FP1"), new JournalEntry.Failed(5, 3, false, "FP2"));
        Assert.That(replay.Open.Select(i => i.Call.Address), Is.EqualTo(new[] { Sample.Address(5), Sample.Address(3) }));
    }

    [Test]
    public void Replaying_onto_a_lockfile_that_has_it_all_changes_nothing()
    {
        JournalEntry[] journal = [Opened, Intent(1), Record(2, 1, "one"), new JournalEntry.Recorded(3, null, Sample.Address(0), null)];
        var once = JournalReplay.Of(new(Sample.Of(1), [.. journal])).Lockfile!;
        JournalReplay.Of(new(once, [.. journal])).Lockfile.SameAs(once);
    }

    private static JournalReplay Replay(params JournalEntry[] entries) => JournalReplay.Of(new(Sample.Of(1), [Opened, .. entries]));

    private static JournalEntry.Intended Intent(long sequence, int resource = 1) => new(sequence, Sample.Create(resource));

    private static JournalEntry.Recorded Record(long sequence, long? intent, string id) =>
        new(sequence, intent, Sample.Address(1), Sample.State(id));
}
