using System.Text;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Tests.Contract;

/// <summary>What holds of the journal on every server.</summary>
public abstract class JournalContract<THost> : EngineFixture<THost>
    where THost : IEngineHost, new()
{
    [Test]
    public async Task Segments_are_read_by_others_in_their_order()
    {
        var lease = await AcquireAsync();
        for (var segment = 0; segment < 12; segment++)
            Assert.That(await AppendAsync(lease, segment, $"line {segment}"), Is.InstanceOf<WriteResult.Done>());

        await using var other = Host.Connect();
        var content = await other.ReadAsync(CancellationToken.None);
        Assert.That(Text(content), Is.EqualTo(string.Concat(Enumerable.Range(0, 12).Select(n => $"line {n}\n"))));
        Assert.That(content.NextSegment, Is.EqualTo(12));
    }

    [Test]
    public async Task A_segment_that_is_there_already_is_not_added_again()
    {
        var lease = await AcquireAsync();
        await AppendAsync(lease, 0, "first");
        await AppendAsync(lease, 1, "second");

        Assert.That(await AppendAsync(lease, 1, "second"), Is.InstanceOf<WriteResult.Conflict>());
        Assert.That(await AppendAsync(lease, 0, "first"), Is.InstanceOf<WriteResult.Conflict>());
        Assert.That(Text(await ReadAsync()), Is.EqualTo("first\nsecond\n"));
    }

    [Test]
    public async Task A_segment_that_is_not_the_next_is_refused()
    {
        var lease = await AcquireAsync();

        Assert.That(await AppendAsync(lease, 1, "second"), Is.InstanceOf<WriteResult.Conflict>());
        Assert.That(Text(await ReadAsync()), Is.Null);
    }

    [Test]
    public async Task A_cleared_journal_goes_on_with_the_next_number()
    {
        var lease = await AcquireAsync();
        await AppendAsync(lease, 0, "first");
        await AppendAsync(lease, 1, "second");

        Assert.That(await Engine.ClearJournalAsync(lease, 2, CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        Assert.That(Text(await ReadAsync()), Is.Null);
        Assert.That(await AppendAsync(lease, 2, "third"), Is.InstanceOf<WriteResult.Done>());
        Assert.That(Text(await ReadAsync()), Is.EqualTo("third\n"));
    }

    [Test]
    public async Task Requests_that_arrive_late_a_second_time_change_nothing()
    {
        var lease = await AcquireAsync();
        await AppendAsync(lease, 0, "first");
        await Engine.ClearJournalAsync(lease, 1, CancellationToken.None);
        await AppendAsync(lease, 1, "second");

        Assert.That(await AppendAsync(lease, 0, "first"), Is.InstanceOf<WriteResult.Conflict>());
        await Engine.ClearJournalAsync(lease, 1, CancellationToken.None);
        Assert.That(Text(await ReadAsync()), Is.EqualTo("second\n"));
    }

    [Test]
    public async Task An_empty_journal_can_be_cleared() => Assert.That(
        await Engine.ClearJournalAsync(await AcquireAsync(), 0, CancellationToken.None), Is.InstanceOf<WriteResult.Done>());

    [Test]
    public async Task The_next_holder_goes_on_behind_what_the_former_left()
    {
        var lease = await AcquireAsync();
        await AppendAsync(lease, 0, "first");
        await Engine.ReleaseAsync(lease, CancellationToken.None);

        await using var other = Host.Connect();
        var next = await AcquireAsync(other);
        var content = await other.ReadAsync(CancellationToken.None);
        Assert.That(await other.AppendAsync(next, content.NextSegment, Lines("second"), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        Assert.That(Text(await ReadAsync()), Is.EqualTo("first\nsecond\n"));
    }

    [Test]
    public async Task Document_and_journal_are_written_beside_each_other()
    {
        var lease = await AcquireAsync();
        var appending = Task.Run(async () =>
        {
            for (var segment = 0; segment < 20; segment++)
                Assert.That(await AppendAsync(lease, segment, $"line {segment}"), Is.InstanceOf<WriteResult.Done>());
        });
        string? version = null;
        for (var serial = 1; serial <= 20; serial++)
            version = ((WriteResult.Done)await WriteAsync(lease, version, Document(serial))).Version;
        await appending;

        var content = await ReadAsync();
        Assert.That(content.Document, Is.EqualTo(Document(20).Content));
        Assert.That(Text(content), Does.StartWith("line 0\n").And.EndsWith("line 19\n"));
    }

    private static string? Text(EngineContent content) => content.Journal is { } journal ? Encoding.UTF8.GetString(journal) : null;
}
