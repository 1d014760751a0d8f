using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State.Encryption;

/// <summary>Lockfile, backup and journal in files, encrypted.</summary>
[TestFixture]
public sealed class EncryptedStoreTests
{
    private TestFolder folder = null!;

    [SetUp]
    public void SetUp() => folder = new();

    [TearDown]
    public void TearDown() => folder.Dispose();

    [Test]
    public async Task Nothing_that_the_state_says_is_in_any_file()
    {
        var cipher = Keys.Cipher(Keys.First);
        await SaveAsync(cipher, Sample.Empty);
        await using (var session = await OpenAsync(cipher))
        {
            await session.Journal.OpenAsync(Sample.Empty);
            await session.Journal.CompleteAsync(await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None), Sample.Address(1), Sample.State("one"));
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        }

        Assert.That(folder.Names, Is.EquivalentTo(new[] { "flowplan.dev.lock.json", "flowplan.dev.lock.json.backup", "flowplan.dev.lock.json.journal" }));
        foreach (var file in folder.Names)
        {
            var text = File.ReadAllText(folder[file]);
            Assert.That(text, Does.Contain("\"flowplan\":\"encrypted\""), file);

            // Short words of letters and digits can be in base64 by chance.
            foreach (var word in new[] { Sample.Lineage, "f-1", "connection", "loyalty", "collection", "key 1", "lineage" })
                Assert.That(text, Does.Not.Contain(word), file);
        }

        var replay = JournalReplay.Of(await LoadAsync(cipher));
        Assert.That(replay.Lockfile!.Resources, Has.Count.EqualTo(Sample.Full.Resources.Count + 1));
    }

    [Test]
    public async Task A_state_in_clear_is_encrypted_by_the_next_write_although_nothing_changed()
    {
        await SaveAsync(DocumentCipher.None, Sample.Full);
        var cipher = Keys.Cipher(Keys.First);
        (await LoadAsync(cipher)).Lockfile.SameAs(Sample.Full);

        await SaveAsync(cipher, Sample.Full);
        (await Store(DocumentCipher.None).LoadAsync(CancellationToken.None)).FailedWith("FP6502");
        (await LoadAsync(cipher)).Lockfile.SameAs(Sample.Full);
    }

    [Test]
    public async Task A_session_says_whether_a_save_would_encrypt_what_it_found()
    {
        Assert.That(await NeedsEncryptionAsync(Keys.Cipher(Keys.First)), Is.False, "there is nothing yet");
        await SaveAsync(DocumentCipher.None, Sample.Full);
        Assert.That(await NeedsEncryptionAsync(DocumentCipher.None), Is.False, "there is no key");
        Assert.That(await NeedsEncryptionAsync(Keys.Cipher(null, Keys.First)), Is.False, "there is no key to write with");
        Assert.That(await NeedsEncryptionAsync(Keys.Cipher(Keys.First)), Is.True);
        await SaveAsync(Keys.Cipher(Keys.First), Sample.Full);
        Assert.That(await NeedsEncryptionAsync(Keys.Cipher(Keys.First, Keys.Second)), Is.False);
        Assert.That(await NeedsEncryptionAsync(Keys.Cipher(Keys.Second, Keys.First)), Is.True, "the key was rotated");
        Assert.That(await NeedsEncryptionAsync(Keys.Cipher(null, Keys.First)), Is.False, "a save would write it in clear");

        async Task<bool> NeedsEncryptionAsync(DocumentCipher cipher)
        {
            await using var session = await OpenAsync(cipher);
            return session.NeedsEncryption;
        }
    }

    [Test]
    public async Task A_write_that_only_encrypts_keeps_the_earlier_backup_and_encrypts_it_too()
    {
        await SaveAsync(DocumentCipher.None, Sample.Empty);
        await SaveAsync(DocumentCipher.None, Sample.Full);
        await SaveAsync(Keys.Cipher(Keys.First), Sample.Full);

        await using var store = Store(Keys.Cipher(Keys.First));
        Assert.That((await store.HistoryAsync(CancellationToken.None)).Select(v => v.Serial), Is.EqualTo(new long[] { 7, 1 }));
        (await store.ReadVersionAsync(1, CancellationToken.None)).ValueOrThrow().SameAs(Sample.Empty);
        Assert.That(File.ReadAllText(folder.Backup), Does.StartWith("{\"flowplan\":\"encrypted\""));
    }

    [Test]
    public async Task A_change_after_a_write_that_only_encrypts_still_has_a_backup()
    {
        await SaveAsync(DocumentCipher.None, Sample.Empty);
        await using (var session = await OpenAsync(Keys.Cipher(Keys.First)))
        {
            await session.SaveAsync(Sample.Empty, CancellationToken.None);
            Assert.That(folder.Names, Does.Not.Contain("flowplan.dev.lock.json.backup"));
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        }

        (await Store(Keys.Cipher(Keys.First)).ReadVersionAsync(1, CancellationToken.None)).ValueOrThrow().SameAs(Sample.Empty);
    }

    [Test]
    public async Task What_is_encrypted_with_the_key_of_today_and_did_not_change_is_not_written_again()
    {
        var cipher = Keys.Cipher(Keys.First);
        await SaveAsync(cipher, Sample.Full);
        var before = File.ReadAllBytes(folder.Lockfile);
        await SaveAsync(cipher, Sample.Full);

        Assert.That(File.ReadAllBytes(folder.Lockfile), Is.EqualTo(before));
        Assert.That(folder.Names, Does.Not.Contain("flowplan.dev.lock.json.backup"));
    }

    [Test]
    public async Task After_a_rotation_the_new_key_alone_reads_lockfile_backup_and_journal()
    {
        await SaveAsync(Keys.Cipher(Keys.First), Sample.Empty);
        await using (var session = await OpenAsync(Keys.Cipher(Keys.Second, Keys.First)))
        {
            await session.Journal.OpenAsync(Sample.Empty);
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        }

        await using var store = Store(Keys.Cipher(Keys.Second));
        (await LoadAsync(Keys.Cipher(Keys.Second))).Lockfile.SameAs(Sample.Full);
        Assert.That((await store.HistoryAsync(CancellationToken.None)).Select(v => v.Serial), Is.EqualTo(new long[] { 7, 1 }));
        (await store.ReadVersionAsync(1, CancellationToken.None)).ValueOrThrow().SameAs(Sample.Empty);
    }

    [Test]
    public async Task The_backup_of_a_state_in_clear_is_encrypted()
    {
        await SaveAsync(DocumentCipher.None, Sample.Empty);
        await SaveAsync(Keys.Cipher(Keys.First), Sample.Full);

        Assert.That(File.ReadAllText(folder.Backup), Does.StartWith("{\"flowplan\":\"encrypted\""));
        (await Store(Keys.Cipher(Keys.First)).ReadVersionAsync(1, CancellationToken.None)).ValueOrThrow().SameAs(Sample.Empty);
    }

    [Test]
    public async Task A_journal_in_clear_is_continued_with_encrypted_lines()
    {
        await using (var session = await OpenAsync(DocumentCipher.None))
        {
            await session.Journal.OpenAsync(Sample.Empty);
            await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        }

        await using (var session = await OpenAsync(Keys.Cipher(Keys.First)))
            await session.Journal.BeginAsync(Sample.Create(2), CancellationToken.None);

        Assert.That((await LoadAsync(Keys.Cipher(Keys.First))).Journal.Select(e => e.Sequence), Is.EqualTo(new long[] { 0, 1, 2 }));
        Assert.That(File.ReadAllLines(folder.Journal)[2], Does.Contain("encrypted").And.Not.Contain("connection"));
    }

    [Test]
    public async Task A_torn_last_line_is_as_if_it_had_not_been_written()
    {
        var cipher = Keys.Cipher(Keys.First);
        await using (var session = await OpenAsync(cipher))
        {
            await session.Journal.OpenAsync(Sample.Empty);
            await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);
        }

        var whole = File.ReadAllBytes(folder.Journal);
        var first = whole.AsSpan().IndexOf((byte)'\n') + 1;
        for (var length = first; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(folder.Journal, whole[..length]);
            Assert.That((await LoadAsync(cipher)).Journal, Has.Length.EqualTo(1), $"{length} bytes");
        }

        await using (var session = await OpenAsync(cipher))
            Assert.That(await session.Journal.BeginAsync(Sample.Create(2), CancellationToken.None), Is.EqualTo(1));
        Assert.That((await LoadAsync(cipher)).Journal, Has.Length.EqualTo(2));
    }

    [Test]
    public async Task A_damaged_line_is_damaged_and_not_a_matter_of_keys()
    {
        var cipher = Keys.Cipher(Keys.First);
        await using (var session = await OpenAsync(cipher))
            await session.Journal.OpenAsync(Sample.Empty);
        var text = File.ReadAllBytes(folder.Journal);
        for (var at = 0; at < text.Length - 1; at++)
        {
            var changed = text.ToArray();
            changed[at] ^= 1;
            JournalText.Read("journal", changed, cipher).FailedWith("FP6201");
        }
    }

    [Test]
    public void A_line_that_is_a_lockfile_is_damaged()
    {
        var cipher = Keys.Cipher(Keys.First);
        var json = cipher.Encrypt(DocumentKind.Lockfile, JournalText.Write(new JournalEntry.Opened(0, "l", Sample.Empty.Scope)).AsSpan(17..^1));
        var line = Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(System.IO.Hashing.XxHash64.Hash(json))} {Encoding.UTF8.GetString(json)}\n");

        Assert.That(JournalText.Read("journal", line, cipher).FailedWith("FP6201").Message, Does.Contain("encrypted line"));
    }

    [Test]
    public async Task A_damaged_lockfile_is_said_to_be_damaged()
    {
        var cipher = Keys.Cipher(Keys.First);
        await SaveAsync(cipher, Sample.Full);
        var text = File.ReadAllBytes(folder.Lockfile);
        text[^10] ^= 1;
        File.WriteAllBytes(folder.Lockfile, text);

        (await Store(cipher).LoadAsync(CancellationToken.None)).FailedWith("FP6005");
    }

    [Test]
    public async Task Git_conflict_markers_are_still_found()
    {
        var cipher = Keys.Cipher(Keys.First);
        await SaveAsync(cipher, Sample.Full);
        var text = File.ReadAllText(folder.Lockfile);
        File.WriteAllText(folder.Lockfile, $"<<<<<<< HEAD\n{text}\n=======\n{text}\n>>>>>>> other\n");

        (await Store(cipher).LoadAsync(CancellationToken.None)).FailedWith("FP6002");
    }

    [Test]
    public async Task Who_lacks_the_key_replaces_nothing([Values] Replaceable replaces)
    {
        await using (var session = await OpenAsync(Keys.Cipher(Keys.First)))
            await session.SaveAsync(Sample.Full, CancellationToken.None);
        var before = File.ReadAllBytes(folder.Lockfile);

        (await Store(DocumentCipher.None).OpenAsync(Sample.AtOnce with { Replaces = replaces }, CancellationToken.None)).FailedWith("FP6502");
        (await Store(Keys.Cipher(Keys.Second)).OpenAsync(Sample.AtOnce with { Replaces = replaces }, CancellationToken.None)).FailedWith("FP6502");
        Assert.That(File.ReadAllBytes(folder.Lockfile), Is.EqualTo(before));
    }

    [Test]
    public async Task Where_a_state_moved_to_is_told_without_the_key()
    {
        await using (var session = await OpenAsync(Keys.Cipher(Keys.First)))
        {
            await session.SaveAsync(Sample.Full, CancellationToken.None);
            await session.LeavePointerAsync(new(Sample.Lineage, 8, "postgres://h/db"), CancellationToken.None);
        }

        (await Store(DocumentCipher.None).LoadAsync(CancellationToken.None)).FailedWith("FP6015");
    }

    [Test]
    public async Task A_version_that_cannot_be_decrypted_is_not_said_to_be_missing()
    {
        await SaveAsync(Keys.Cipher(Keys.First), Sample.Full);

        (await Store(DocumentCipher.None).ReadVersionAsync(7, CancellationToken.None)).FailedWith("FP6502");
        await Checks.ThrowsAsync("FP6502", () => Store(DocumentCipher.None).HistoryAsync(CancellationToken.None));
    }

    private FileStateStore Store(DocumentCipher cipher) => new(folder.Path, "dev", TimeProvider.System) { Cipher = cipher };

    private async Task<IStateSession> OpenAsync(DocumentCipher cipher) => (await Store(cipher).OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();

    private async Task SaveAsync(DocumentCipher cipher, Lockfile lockfile)
    {
        await using var session = await OpenAsync(cipher);
        await session.SaveAsync(lockfile, CancellationToken.None);
    }

    private async Task<StateSnapshot> LoadAsync(DocumentCipher cipher) => (await Store(cipher).LoadAsync(CancellationToken.None)).ValueOrThrow();
}
