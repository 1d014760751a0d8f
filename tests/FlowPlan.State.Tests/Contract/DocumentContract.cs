using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.Tests.Contract;

/// <summary>What holds of the document on every server.</summary>
public abstract class DocumentContract<THost> : EngineFixture<THost>
    where THost : IEngineHost, new()
{
    [Test]
    public async Task At_first_there_is_nothing()
    {
        var content = await ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(content.Document, Is.Null);
            Assert.That(content.Version, Is.Null);
            Assert.That(content.Journal, Is.Null);
            Assert.That(content.Lease, Is.Null);
        });
    }

    [Test]
    public async Task What_was_written_is_read_by_others_byte_by_byte()
    {
        var document = Document(1, "ü 🚀 \\u0000 <&> '");
        var written = await WriteAsync(await AcquireAsync(), null, document);

        await using var other = Host.Connect();
        var read = await other.ReadAsync(CancellationToken.None);
        Assert.That(read.Document, Is.EqualTo(document.Content));
        Assert.That(written, Is.EqualTo(new WriteResult.Done(read.Version)));
    }

    [Test]
    public async Task A_first_document_does_not_replace_another()
    {
        var lease = await AcquireAsync();
        await WriteAsync(lease, null, Document(1, "first"));

        Assert.That(await WriteAsync(lease, null, Document(2, "second")), Is.InstanceOf<WriteResult.Conflict>());
        Assert.That((await ReadAsync()).Document, Is.EqualTo(Document(1, "first").Content));
    }

    [Test]
    public async Task A_document_replaces_only_the_version_that_it_was_made_from()
    {
        var lease = await AcquireAsync();
        var first = await WriteAnewAsync(lease, Document(1));
        var second = await WriteAnewAsync(lease, Document(2));

        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(await WriteAsync(lease, first, Document(3, "late")), Is.InstanceOf<WriteResult.Conflict>());
        Assert.That((await ReadAsync()).Version, Is.EqualTo(second));
    }

    [Test]
    public async Task A_document_that_somebody_else_replaced_is_not_overwritten()
    {
        var lease = await AcquireAsync();
        var version = await WriteAnewAsync(lease, Document(1));
        await Host.ReplaceAsync(Document(1, "edited").Content);

        Assert.That(await WriteAsync(lease, version, Document(2)), Is.InstanceOf<WriteResult.Conflict>());
        Assert.That((await ReadAsync()).Document, Is.EqualTo(Document(1, "edited").Content));
    }

    [Test]
    public async Task A_document_of_some_megabytes_is_read_as_written()
    {
        var document = Document(1, new string('x', 5_000_000));
        await WriteAsync(await AcquireAsync(), null, document);

        Assert.That((await ReadAsync()).Document, Is.EqualTo(document.Content));
    }

    [Test]
    public async Task A_reader_beside_a_writer_never_sees_half_a_document()
    {
        var lease = await AcquireAsync();
        var version = await WriteAnewAsync(lease, Document(1, new string('a', 200_000)));
        await using var other = Host.Connect();
        var writing = Task.Run(async () =>
        {
            for (var serial = 2; serial < 20; serial++)
                version = ((WriteResult.Done)await WriteAsync(lease, version, Document(serial, new string((char)('a' + serial), 200_000)))).Version!;
        });
        var seen = new List<byte[]>();
        do
        {
            seen.Add((await other.ReadAsync(CancellationToken.None)).Document!);

            // A server in memory answers at once: the writer must have its turn.
            await Task.Yield();
        }
        while (!writing.IsCompleted && seen.Count < 500);
        await writing;

        foreach (var document in seen)
        {
            using var json = System.Text.Json.JsonDocument.Parse(document);
            var text = json.RootElement.GetProperty("text").GetString()!;
            Assert.That((text.Length, text.Distinct().Count()), Is.EqualTo((200_000, 1)));
        }
    }

    [Test]
    public async Task Two_states_on_a_server_have_nothing_to_do_with_each_other()
    {
        await using var another = Host.ConnectToAnother();
        var (lease, other) = (await AcquireAsync(), await AcquireAsync(another));
        await WriteAsync(lease, null, Document(1, "here"));
        await AppendAsync(lease, 0, "line");

        var content = await another.ReadAsync(CancellationToken.None);
        Assert.That((content.Document, content.Journal), Is.EqualTo(((byte[]?)null, (byte[]?)null)));
        Assert.That(await another.WriteAsync(other, null, Document(1, "there"), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        Assert.That((await ReadAsync()).Document, Is.EqualTo(Document(1, "here").Content));
    }

    [Test]
    public async Task Earlier_versions_are_kept_and_listed_newest_first()
    {
        Assume.That(Host.Capabilities.KeepsHistory);
        var lease = await AcquireAsync();
        for (var serial = 1; serial <= 3; serial++)
            await WriteAnewAsync(lease, Document(serial));

        var history = await Engine.HistoryAsync(CancellationToken.None);
        Assert.That(history.Select(v => v.Serial), Is.EqualTo(new long[] { 3, 2, 1 }));
        Assert.That(history.Select(v => v.Size), Is.All.EqualTo(Document(1).Content.Length));
        Assert.That(await Engine.ReadVersionAsync(2, CancellationToken.None), Is.EqualTo(Document(2).Content));
        Assert.That(await Engine.ReadVersionAsync(7, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_version_that_is_not_to_be_kept_is_not_listed_once_it_is_replaced()
    {
        Assume.That(Host.Capabilities.KeepsHistory);
        var lease = await AcquireAsync();
        await WriteAnewAsync(lease, Document(1));
        for (var serial = 2; serial <= 5; serial++)
            await WriteAnewAsync(lease, Document(serial) with { KeepsFormer = serial is 2 or 5 });

        Assert.That((await Engine.HistoryAsync(CancellationToken.None)).Select(v => v.Serial), Is.EqualTo(new long[] { 5, 4, 1 }));
        Assert.That(await Engine.ReadVersionAsync(1, CancellationToken.None), Is.EqualTo(Document(1).Content));
        Assert.That(await Engine.ReadVersionAsync(3, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Fifty_versions_are_kept()
    {
        Assume.That(Host.Capabilities.KeepsHistory);
        var lease = await AcquireAsync();
        string? version = null;
        for (var serial = 1; serial <= 105; serial++)
        {
            var document = Document(serial) with { KeepsFormer = serial % 2 == 0 };
            version = ((WriteResult.Done)await WriteAsync(lease, version, document)).Version;
        }

        var history = await Engine.HistoryAsync(CancellationToken.None);
        Assert.That(history.Select(v => v.Serial), Is.EqualTo(Enumerable.Range(0, 50).Select(n => n == 0 ? 105L : 105 - (2 * n))));
        Assert.That(await Engine.ReadVersionAsync(1, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_server_without_a_history_lists_nothing()
    {
        Assume.That(Host.Capabilities.KeepsHistory, Is.False);
        await WriteAnewAsync(await AcquireAsync(), Document(1));

        Assert.That(await Engine.HistoryAsync(CancellationToken.None), Is.Empty);
        Assert.That(await Engine.ReadVersionAsync(1, CancellationToken.None), Is.Null);
    }

    [Test]
    public void The_engine_says_what_it_can_do() => Assert.That(Engine.Capabilities, Is.EqualTo(Host.Capabilities));

    [Test]
    public void The_location_names_no_credential() => Assert.That(Engine.Location, Does.Contain("://").And.Not.Contain(Host.Secret ?? "@"));
}
