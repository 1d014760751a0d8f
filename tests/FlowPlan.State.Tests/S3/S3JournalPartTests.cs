using System.Text;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Tests.S3;

/// <summary>A journal that needs several objects, and holders that were frozen while they wrote it.</summary>
public sealed class S3JournalPartTests
{
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);

    private S3Host host = null!;
    private IStateEngine engine = null!;

    [SetUp]
    public void SetUp()
    {
        host = new();
        engine = host.Connect();
    }

    [TearDown]
    public async Task TearDownAsync()
    {
        await engine.DisposeAsync();
        await host.DisposeAsync();
    }

    [Test]
    public async Task It_is_read_as_one_and_cleared_as_one([Values(1, 1000)] int pageSize)
    {
        host.Server.PageSize = pageSize;
        var lease = await TakeAsync(engine, "jane");
        for (var segment = 0; segment < 10; segment++)
            Assert.That(await engine.AppendAsync(lease, segment, Lines(segment), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());

        Assert.That(Parts(), Has.Count.EqualTo(5));
        await using var other = host.Connect();
        var content = await other.ReadAsync(CancellationToken.None);
        Assert.That(content.Journal, Is.EqualTo(Enumerable.Range(0, 10).SelectMany(n => Lines(n)).ToArray()));
        Assert.That(content.NextSegment, Is.EqualTo(10));
        Assert.That(await engine.ClearJournalAsync(lease, 4, CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        Assert.That((await other.ReadAsync(CancellationToken.None)).Journal, Is.EqualTo(Enumerable.Range(4, 6).SelectMany(n => Lines(n)).ToArray()));
        Assert.That(await engine.ClearJournalAsync(lease, 10, CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        content = await other.ReadAsync(CancellationToken.None);
        Assert.That((content.Journal, content.NextSegment), Is.EqualTo(((byte[]?)null, 10)));
        Assert.That(Parts(), Has.Count.EqualTo(1));
        Assert.That(await engine.AppendAsync(lease, 10, Lines(10), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
    }

    [Test]
    public async Task A_frozen_holder_does_not_begin_the_next_part([Values(1, 2)] int segments, [Values] bool isCleared)
    {
        var frozen = await TakeAsync(engine, "jane");
        for (var segment = 0; segment < segments; segment++)
            await engine.AppendAsync(frozen, segment, Lines(segment), CancellationToken.None);
        await host.ExpireAsync(Duration);
        await using var other = host.Connect();
        var lease = await TakeAsync(other, "bob");
        if (isCleared)
            await other.ClearJournalAsync(lease, segments, CancellationToken.None);
        var before = await other.ReadAsync(CancellationToken.None);

        // Two segments fill a part: the frozen holder would create the next.
        Assert.That(await engine.AppendAsync(frozen, segments, Lines(7), CancellationToken.None), Is.EqualTo(new WriteResult.LeaseLost(before.Lease!.Holder)));
        Assert.That((await other.ReadAsync(CancellationToken.None)).Journal, Is.EqualTo(before.Journal));
        Assert.That(await other.AppendAsync(lease, segments, Lines(8), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
    }

    [Test]
    public async Task A_frozen_holder_that_creates_a_part_which_was_removed_is_told_that_it_lost_its_lease()
    {
        var frozen = await TakeAsync(engine, "jane");
        for (var segment = 0; segment < 2; segment++)
            await engine.AppendAsync(frozen, segment, Lines(segment), CancellationToken.None);
        await host.ExpireAsync(Duration);
        await using var other = host.Connect();
        var lease = await TakeAsync(other, "bob");
        for (var segment = 2; segment < 7; segment++)
            await other.AppendAsync(lease, segment, Lines(segment), CancellationToken.None);
        await other.ClearJournalAsync(lease, 7, CancellationToken.None);
        Assert.That(Parts(), Has.Count.EqualTo(1), "the number of the part that the frozen holder would create is free");

        Assert.That(await engine.AppendAsync(frozen, 2, Lines(2), CancellationToken.None), Is.InstanceOf<WriteResult.LeaseLost>());
        Assert.That(Parts(), Has.Count.EqualTo(2), "it was created");
        var content = await other.ReadAsync(CancellationToken.None);
        Assert.That((content.Journal, content.NextSegment), Is.EqualTo(((byte[]?)null, 7)));
        Assert.That(await other.AppendAsync(lease, 7, Lines(7), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        await other.ClearJournalAsync(lease, 8, CancellationToken.None);
        Assert.That(Parts(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_removed_part_that_a_frozen_holder_writes_again_counts_for_nothing()
    {
        var lease = await TakeAsync(engine, "jane");
        for (var segment = 0; segment < 4; segment++)
            await engine.AppendAsync(lease, segment, Lines(segment), CancellationToken.None);
        var former = (Name: Parts()[0], Content: host.Server.Content(Parts()[0]));
        await engine.ClearJournalAsync(lease, 4, CancellationToken.None);
        host.Server.Put(former.Name, former.Content);

        var content = await engine.ReadAsync(CancellationToken.None);
        Assert.That((content.Journal, content.NextSegment), Is.EqualTo(((byte[]?)null, 4)));
    }

    [Test]
    public async Task Each_append_is_one_request()
    {
        var lease = await TakeAsync(engine, "jane");
        await engine.AppendAsync(lease, 0, "line\n"u8.ToArray(), CancellationToken.None);
        host.Server.Requests.Clear();
        host.Server.Refuse = request => request.Headers.Expect.Count > 0 ? 417 : null;
        for (var segment = 1; segment < 8; segment++)
            await engine.AppendAsync(lease, segment, "line\n"u8.ToArray(), CancellationToken.None);

        Assert.That(host.Server.Requests, Has.Count.EqualTo(7));
    }

    private static byte[] Lines(int number) => Encoding.ASCII.GetBytes(new string((char)('a' + number), 40_000) + "\n");

    private static async Task<Lease> TakeAsync(IStateEngine engine, string user) => ((LeaseAttempt.Granted)await engine.AcquireAsync(
        new(Guid.NewGuid().ToString("D"), user, 1, "h", DateTimeOffset.UnixEpoch, "apply", null), Duration, CancellationToken.None)).Lease;

    private List<string> Parts() => [.. host.Server.Keys.Where(k => k.Contains("/journal/", StringComparison.Ordinal))];
}
