using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.State;

/// <summary>The files in <c>tests/Compatibility/v1</c>, which an earlier FlowPlan wrote, mean what they meant to it.</summary>
public class Version1Tests
{
    private static readonly ResourceAddress Lake = new("connection", "lake");

    [Test]
    public void A_lockfile_is_read_whole()
    {
        var lockfile = Lockfile("lockfile.json");
        Assert.That(lockfile.Serial, Is.EqualTo(2));
        Assert.That(
            (lockfile.Project, lockfile.Environment, lockfile.Organization, lockfile.Sandbox),
            Is.EqualTo(("acme", "dev", "ACME@AdobeOrg", "dev")));
        Assert.That(lockfile.Resources.Keys.Select(a => a.ToString()), Is.EqualTo(new[]
        {
            "connection.lake", "connection.web", "dataset.people", "flow.nightly", "schema.people", "sourceConnection.nightly", "targetConnection.nightly",
        }));
        Assert.That(lockfile.Outputs.TextOf("flow"), Is.EqualTo(lockfile.Resources[new("flow", "nightly")].Id));
        Assert.That(
            lockfile.Resources[new("targetConnection", "nightly")].Dependencies,
            Is.EqualTo(new ResourceAddress[] { new("dataset", "people"), new("schema", "people") }));
    }

    [TestCase("auth/params/s3SecretKey", "lake-key-1", true)]
    [TestCase("auth/params/s3AccessKey", "open", true)]
    [TestCase("auth/params/s3SecretKey", "lake-key-2", false)]
    public void The_digest_of_a_secret_still_matches_the_same_secret_and_no_other(string path, string secret, bool same)
    {
        var lockfile = Lockfile("lockfile.json");
        var digest = (Value.SecretDigest)FieldPath.Find(lockfile.Resources[Lake].Fields, path)!;
        Assert.That(new SecretHasher(lockfile.Lineage).Matches(Lake, path, new Value.Secret(Value.Of(secret)), digest), Is.EqualTo(same));
    }

    [Test]
    public void A_journal_cut_off_after_an_intent_leaves_that_call_open()
    {
        var replay = Replay("journal-after-intent");
        var open = replay.Open.Single().Call;
        Assert.That((open.Address.ToString(), open.Operation), Is.EqualTo(("sourceConnection.nightly", OperationKind.Create)));
        Assert.That(open.NaturalKey, Is.EqualTo(replay.Lockfile!.Resources[Lake].Id + "\nNightly Source"));
        Assert.That(open.Dependencies, Is.EqualTo(new[] { Lake }));
        Assert.That(replay.Lockfile.Resources.Keys.Select(a => a.ToString()), Is.EqualTo(new[] { "connection.lake", "connection.web", "dataset.people", "schema.people" }));
    }

    [Test]
    public void A_journal_cut_off_after_a_record_leaves_nothing_open()
    {
        var replay = Replay("journal-after-record");
        Assert.That(replay.Open, Is.Empty);
        Assert.That(replay.Lockfile!.Resources[new("dataset", "people")].Id, Is.Not.Empty);
    }

    [Test]
    public void The_old_objects_of_replacements_are_deposed_objects()
    {
        var lockfile = Lockfile("lockfile-superseded.json");
        var deposed = lockfile.Resources.Where(r => r.Key.IsDeposed).ToList();
        Assert.That(deposed.Select(r => r.Key.Base.ToString()), Is.EqualTo(new[] { "flow.nightly", "sourceConnection.nightly", "targetConnection.nightly" }));
        Assert.That(deposed.All(r => r.Key.DeposedId == r.Value.Id), Is.True);
        Assert.That(deposed.Select(r => lockfile.Resources[r.Key.Base].Id), Is.Not.EqualTo(deposed.Select(r => r.Value.Id)));
    }

    [Test]
    public void A_file_of_version_1_that_was_edited_is_refused()
    {
        var text = File.ReadAllText(PathOf("lockfile-superseded.json")).Replace("\"serial\": 4", "\"serial\": 5");
        LockfileReader.Read("lock", System.Text.Encoding.UTF8.GetBytes(text)).FailedWith("FP6005");
    }

    [Test]
    public void Written_again_it_is_of_the_current_version_and_says_the_same()
    {
        var lockfile = Lockfile("lockfile-superseded.json");
        var again = LockfileText.Write(lockfile);
        Assert.That(System.Text.Encoding.UTF8.GetString(again), Does.Contain("\"version\": 2").And.Not.Contain("@superseded-"));
        LockfileReader.Read("lock", again).Value.SameAs(lockfile);
    }

    [Test]
    public void A_journal_with_a_failed_delete_leaves_that_delete_of_a_deposed_object_open()
    {
        var replay = Replay("journal-failed-delete", "lockfile-superseded.json");
        var open = replay.Open.Single();
        Assert.That(open.Call.Operation, Is.EqualTo(OperationKind.Delete));
        Assert.That(open.Call.Address, Is.EqualTo(new ResourceAddress("flow", "nightly", open.Call.TargetId)));
        Assert.That(replay.Lockfile!.Resources.Keys.Count(a => a.IsDeposed), Is.EqualTo(3));
    }

    [Test]
    public void The_holder_named_in_a_lock_file_is_read() => Assert.That(
        LockHolderText.Read(File.ReadAllBytes(PathOf("lock-holder.json"))),
        Is.EqualTo(new LockHolder(
            "ccb9a740687844be8e9e856618b8cb39", "ci", 13738, "agent-1", DateTimeOffset.Parse("2026-11-26T17:54:07.5367864Z", null), "apply", null)));

    private static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "Compatibility", "v1", name);

    private static Lockfile Lockfile(string name)
    {
        var read = LockfileReader.Read(name, File.ReadAllBytes(PathOf(name)));
        Assert.That(read.Diagnostics, Is.Empty);
        return read.Value!;
    }

    private static JournalReplay Replay(string name, string? lockfile = null)
    {
        var journal = JournalText.Read(name, File.ReadAllBytes(PathOf(name)));
        Assert.That(journal.Diagnostics, Is.Empty);
        return JournalReplay.Of(new StateSnapshot(Lockfile(lockfile ?? name + ".lock.json"), journal.Value!.Entries));
    }
}
