using FlowPlan.Core.Tests.Support;

namespace FlowPlan.Core.Tests.Applying;

/// <summary>A lockfile that was found in clear, or under an old key, is encrypted by an apply although nothing changed.</summary>
public sealed class EncryptingSaveTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task Without_changes_it_is_saved_as_it_is_only_to_encrypt_it(bool needsEncryption)
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var first = new MemorySession(null);
        await estate.ApplyAsync(await estate.PlanAsync(), session: first);
        var session = new MemorySession(first.Saved) { NeedsEncryption = needsEncryption };
        estate.Lockfile = first.Saved;

        var result = await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That((result.Complete, result.WasEncrypted, session.Saves), Is.EqualTo((true, needsEncryption, needsEncryption ? 1 : 0)));
        Assert.That(session.Saved, Is.SameAs(first.Saved), "the serial says whether something changed");
        Assert.That(session.Log, Has.Some.EqualTo("clear").And.None.StartsWith("begin"));
    }

    [Test]
    public async Task With_changes_it_is_encrypted_by_the_saves_that_there_are()
    {
        var estate = new Estate().Declare(Estate.Make("base.a"));
        var first = new MemorySession(null);
        await estate.ApplyAsync(await estate.PlanAsync(), session: first);
        estate.Lockfile = first.Saved;
        estate.Declare(Estate.Make("base.a"), Estate.Make("base.b"));
        var session = new MemorySession(first.Saved) { NeedsEncryption = true };

        var result = await estate.ApplyAsync(await estate.PlanAsync(), session: session);

        Assert.That((result.Complete, result.WasEncrypted), Is.EqualTo((true, false)));
        Assert.That(session.Log.Where(l => l.StartsWith("save", StringComparison.Ordinal)).Select(l => l.Split(':')[0]), Is.Unique);
        Assert.That(session.Saved!.Resources, Has.Count.EqualTo(2));
    }
}
