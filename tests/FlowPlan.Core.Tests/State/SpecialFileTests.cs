using System.Diagnostics;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Core.Tests.State.Support;

namespace FlowPlan.Core.Tests.State;

/// <summary>A pipe in the place of a file of the state is an error, not a wait without end.</summary>
[Platform("Linux")]
public sealed class SpecialFileTests
{
    [TestCase("flowplan.dev.lock.json")]
    [TestCase("flowplan.dev.lock.json.journal")]
    [CancelAfter(60_000)]
    public async Task A_pipe_is_not_read(string name, CancellationToken cancellationToken)
    {
        using var folder = new TestFolder();
        Process.Start("mkfifo", Path.Combine(folder.Path, name)).WaitForExit();
        var store = new FileStateStore(folder.Path, "dev", TimeProvider.System);

        var loaded = await store.LoadAsync(cancellationToken);

        Assert.That(loaded.Succeeded, Is.False);
        Assert.That(loaded.Diagnostics[0].Code, Does.StartWith("FP6"));
        Assert.That(loaded.Diagnostics[0].Message, Does.Contain("not a regular file"));
    }

    [Test]
    [CancelAfter(60_000)]
    public async Task A_pipe_is_not_a_lock(CancellationToken cancellationToken)
    {
        using var folder = new TestFolder();
        Process.Start("mkfifo", Path.Combine(folder.Path, "flowplan.dev.lock.json.hold")).WaitForExit();
        var store = new FileStateStore(folder.Path, "dev", TimeProvider.System);

        var opened = await store.OpenAsync(Sample.Request("apply", TimeSpan.Zero), cancellationToken);

        Assert.That(opened.Succeeded, Is.False);
        Assert.That(opened.Diagnostics[0].Code, Does.StartWith("FP6"));
    }
}
