using FlowPlan.Core.State;
using FlowPlan.Core.State.Encryption;
using FlowPlan.Core.State.Remote;
using FlowPlan.State.Tests.Support;

namespace FlowPlan.State.Tests.Memory;

/// <summary>A state on a server that was in clear, or under an old key, is written again only to encrypt it.</summary>
public sealed class EncryptingSaveTests
{
    private MemoryServer server = null!;

    [SetUp]
    public void SetUp() => server = new();

    [Test]
    public async Task The_same_lockfile_in_clear_is_not_kept_as_a_version()
    {
        await SaveAsync(DocumentCipher.None, Sample.Empty);
        await SaveAsync(DocumentCipher.None, Sample.Full);
        await SaveAsync(Keys.Cipher(Keys.First), Sample.Full);

        Assert.That(server.History().Select(v => v.Serial), Is.EqualTo(new long[] { 7, 1 }));
        Assert.That(server.Read().Document, Is.EqualTo(server.ReadVersion(7)));
        Assert.That(System.Text.Encoding.UTF8.GetString(server.ReadVersion(7)!), Does.StartWith("{\"flowplan\":\"encrypted\""));
    }

    [Test]
    public async Task A_change_after_that_keeps_what_was_there_before()
    {
        await SaveAsync(DocumentCipher.None, Sample.Empty);
        await SaveAsync(Keys.Cipher(Keys.First), Sample.Empty, Sample.Full, Sample.Full with { Serial = 8 });

        Assert.That(server.History().Select(v => v.Serial), Is.EqualTo(new long[] { 8, 1 }));
    }

    [Test]
    public async Task A_session_says_whether_a_save_would_encrypt_what_it_found()
    {
        await SaveAsync(Keys.Cipher(Keys.First), Sample.Full);
        await using (var same = await OpenAsync(Keys.Cipher(Keys.First)))
            Assert.That(same.NeedsEncryption, Is.False);
        await using var rotated = await OpenAsync(Keys.Cipher(Keys.Second, Keys.First));
        Assert.That(rotated.NeedsEncryption, Is.True);
    }

    private async Task SaveAsync(DocumentCipher cipher, params Lockfile[] lockfiles)
    {
        await using var session = await OpenAsync(cipher);
        foreach (var lockfile in lockfiles)
            await session.SaveAsync(lockfile, CancellationToken.None);
    }

    private async Task<IStateSession> OpenAsync(DocumentCipher cipher) =>
        (await new RemoteStateStore(new MemoryEngine(server), RemoteStateSettings.Default, TimeProvider.System) { Cipher = cipher }.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
}
