using System.Globalization;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.S3;

/// <summary>
/// The journal in objects, of which only the last is changed. Its first line has the number of the lease: the next holder marks it, which
/// changes the etag that the former holder names in each write. A full object is followed by the next one, which only one of the two can create.
/// See docs/decisions/0019-late-writes.md.
/// </summary>
internal sealed class S3Journal(S3Objects objects)
{
    private const string Folder = "journal/";

    /// <summary>The last part as we left it; null when an answer was lost, until it is read again.</summary>
    private S3Chunk? known;

    /// <summary>The lines and the number of the next segment.</summary>
    public async Task<(byte[]? Lines, long Next)> ReadAsync(CancellationToken cancellationToken)
    {
        // A part that is missing was removed after the journal was cleared: it is read again, and is damage where it stays so.
        for (var backoff = objects.Backoff(() => Damaged("a part of it is missing")); ; await backoff.WaitAsync(cancellationToken))
        {
            if (await LoadAsync(cancellationToken) is not { } last)
                return (null, 0);
            var parts = new List<S3Chunk>();
            for (var index = last.FirstChunk; index < last.Index && parts.Count == index - last.FirstChunk; index++)
            {
                if (await LoadAsync(index, cancellationToken) is { } part)
                    parts.Add(part);
            }

            if (parts.Count < last.Index - last.FirstChunk)
                continue;
            byte[] lines = [.. parts.Append(last).SelectMany(p => p.From(last.FirstSegment).ToArray())];
            return (lines.Length > 0 ? lines : null, last.Next);
        }
    }

    /// <summary>The number of the lease that the journal is marked with; 0 where there is none.</summary>
    public async Task<long> MarkOfAsync(CancellationToken cancellationToken) => (await LoadAsync(cancellationToken))?.Token ?? 0;

    /// <summary>Marks the journal with the number of a lease; false when it has that of a later one.</summary>
    public async Task<bool> MarkAsync(long token, CancellationToken cancellationToken)
    {
        known = null;
        for (var backoff = objects.Backoff(); ; await backoff.WaitAsync(cancellationToken))
        {
            var last = await LoadAsync(cancellationToken);
            if (last?.Token >= token)
                return last.Token == token;
            var next = (last?.Open() ?? new() { Index = 1, FirstChunk = 1, Token = 0 }) with { Token = token };
            if (await objects.PutAsync(next.Name, next.ToText(), next.Etag, cancellationToken) is not null)
                return true;
        }
    }

    /// <summary>Appends a segment; null when the journal has the mark of another lease.</summary>
    public async Task<WriteResult?> AppendAsync(long token, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken)
    {
        var last = known?.Token == token && known.Next == segment ? known : await LoadAsync(cancellationToken);
        if (last?.Token != token)
            return null;
        return last.Next == segment ? await PutAsync(last.Open().WithSegment(lines.Span), cancellationToken) : new WriteResult.Conflict();
    }

    /// <summary>Removes the segments before a number; null when the journal has the mark of another lease.</summary>
    public async Task<WriteResult?> ClearAsync(long token, long before, CancellationToken cancellationToken)
    {
        var last = await LoadAsync(cancellationToken);
        if (last?.Token != token)
            return null;
        if (before <= last.FirstSegment)
            return new WriteResult.Done();
        var cleared = last.Open().Without(before);
        var result = await PutAsync(cleared, cancellationToken);
        if (result is not WriteResult.Done)
            return result;

        // Whoever removes these, and however late: they count no more, and their numbers do not return.
        foreach (var (name, _) in await objects.ListAsync(Folder, cancellationToken))
        {
            if (string.CompareOrdinal(name, cleared.Name) < 0 && cleared.FirstChunk == cleared.Index)
                await objects.DeleteAsync(name, cancellationToken);
        }

        return result;
    }

    private async Task<WriteResult?> PutAsync(S3Chunk next, CancellationToken cancellationToken)
    {
        known = null;
        if (await objects.PutAsync(next.Name, next.ToText(), next.Etag, cancellationToken) is { } etag)
        {
            // The number of an object that was removed is free again for a holder that was frozen: what it creates is not the last one.
            if (next.Etag is null && await LoadAsync(cancellationToken) is var last && (last?.Index != next.Index || last.Etag != etag))
                return null;
            known = next with { Etag = etag };
            return new WriteResult.Done();
        }

        return (await LoadAsync(cancellationToken))?.Token == next.Token ? new WriteResult.Conflict() : null;
    }

    /// <summary>The last part; null when there is no journal.</summary>
    private async Task<S3Chunk?> LoadAsync(CancellationToken cancellationToken)
    {
        for (var backoff = objects.Backoff(() => Damaged("its last part cannot be read")); ; await backoff.WaitAsync(cancellationToken))
        {
            // What something else put there has no number.
            long? index = null;
            foreach (var (name, _) in await objects.ListAsync(Folder, cancellationToken))
                index = long.TryParse(name[Folder.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : index;
            if (index is null)
                return null;
            if (await LoadAsync(index.Value, cancellationToken) is { } last)
                return last;
        }
    }

    private EngineFaultException Damaged(string why) => EngineFaults.ContentUnknown(
        objects.Location, $"the journal of the state is damaged: {why}", "keep a copy of the objects below 'journal/', remove them, and run 'flowplan import --all'");

    private async Task<S3Chunk?> LoadAsync(long index, CancellationToken cancellationToken)
    {
        var name = new S3Chunk { Index = index, FirstChunk = 0, Token = 0 }.Name;
        return await objects.GetAsync(name, cancellationToken) is { } stored
            ? S3Text.Read(stored.Content, objects.Location, (header, lines) => S3Chunk.Of(index, stored.Etag, header, lines))
            : null;
    }
}
