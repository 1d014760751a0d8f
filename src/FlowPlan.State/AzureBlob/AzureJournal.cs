using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.Engines;

namespace FlowPlan.State.AzureBlob;

/// <summary>
/// The journal in an append blob. A holder marks the blob with the number of its lease, and each write names the etag that it left: once
/// the next holder has marked the blob, the former's etag is no longer accepted, and never will be again.
/// </summary>
internal sealed class AzureJournal(Blob blob, string location, TimeProvider time)
{
    /// <summary>The end of the journal as we left it; null when an answer was lost, until it is read again.</summary>
    private Tail? known;

    /// <summary>The lines and the number of the next segment.</summary>
    public async Task<(byte[]? Lines, long Next)> ReadAsync(CancellationToken cancellationToken) =>
        await LoadAsync(cancellationToken) is { } tail ? (tail.Lines!.Length > 0 ? tail.Lines : null, tail.Next) : (null, 0);

    /// <summary>Marks the blob with the number of a lease; false when it has that of a later one.</summary>
    public async Task<bool> MarkAsync(long token, CancellationToken cancellationToken)
    {
        known = null;
        for (var backoff = Backoff.OfWrites(time, location); ; await backoff.WaitAsync(cancellationToken))
        {
            try
            {
                if (await PropertiesAsync(cancellationToken) is not { } properties)
                {
                    await CreateAsync(new() { Token = token }, new() { IsNew = true }, cancellationToken);
                    return true;
                }

                var metadata = AzureMetadata.Of(properties.Metadata);
                if (metadata.Token >= token)
                    return metadata.Token == token;
                await blob.SetMetadataAsync((metadata with { Token = token }).ToDictionary(), new() { IfMatch = properties.Etag }, cancellationToken);
                return true;
            }
            catch (BlobAnswerException fault) when (fault.IsChanged)
            {
                // Somebody wrote in between: its mark decides.
                continue;
            }
        }
    }

    /// <summary>Appends a segment; false when the blob has the mark of another lease.</summary>
    public Task<WriteResult?> AppendAsync(long token, long segment, ReadOnlyMemory<byte> lines, CancellationToken cancellationToken) => WriteAsync(
        token,
        known?.Next == segment,
        async tail =>
        {
            if (tail.Next != segment)
                return null;
            var written = await blob.AppendAsync(JournalFrames.Write(segment, lines.Span), new() { IfMatch = tail.Etag }, cancellationToken);
            return tail with { Etag = written.Etag, Next = segment + 1 };
        },
        cancellationToken);

    /// <summary>Removes the segments before a number.</summary>
    public Task<WriteResult?> ClearAsync(long token, long before, CancellationToken cancellationToken) => WriteAsync(
        token,
        before > known?.Metadata.FirstSegment,
        async tail =>
        {
            if (before <= tail.Metadata.FirstSegment && before < tail.Next)
                return tail;
            var metadata = tail.Metadata with { FirstSegment = Math.Min(before, tail.Next) };
            var etag = before >= tail.Next
                ? await CreateAsync(metadata, new() { IfMatch = tail.Etag }, cancellationToken)
                : (await blob.SetMetadataAsync(metadata.ToDictionary(), new() { IfMatch = tail.Etag }, cancellationToken)).Etag;
            return tail with { Etag = etag, Metadata = metadata };
        },
        cancellationToken);

    /// <summary>Makes a write on the end of the journal; a conflict when it returns none, and null when the mark is another's.</summary>
    private async Task<WriteResult?> WriteAsync(long token, bool isKnown, Func<Tail, Task<Tail?>> write, CancellationToken cancellationToken)
    {
        var tail = isKnown && known?.Metadata.Token == token ? known : await LoadAsync(cancellationToken);
        known = null;
        if (tail is null || tail.Metadata.Token != token)
            return null;
        try
        {
            known = await write(tail);
            return known is null ? new WriteResult.Conflict() : new WriteResult.Done();
        }
        catch (BlobAnswerException fault) when (fault.IsChanged || fault.IsMissing)
        {
            return (await LoadAsync(cancellationToken))?.Metadata.Token == token ? new WriteResult.Conflict() : null;
        }
    }

    private async Task<string> CreateAsync(AzureMetadata metadata, BlobConditions conditions, CancellationToken cancellationToken) =>
        (await blob.PutAppendableAsync(metadata.ToDictionary(), conditions, cancellationToken)).Etag;

    private async Task<BlobState?> PropertiesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await blob.DescribeAsync(cancellationToken);
        }
        catch (BlobAnswerException fault) when (fault.IsMissing)
        {
            return null;
        }
    }

    private async Task<Tail?> LoadAsync(CancellationToken cancellationToken)
    {
        BlobState read;
        try
        {
            read = await blob.ReadAsync(cancellationToken);
        }
        catch (BlobAnswerException fault) when (fault.IsMissing)
        {
            return null;
        }

        var metadata = AzureMetadata.Of(read.Metadata);
        var (lines, next) = JournalFrames.Read(read.Content, metadata.FirstSegment)
            ?? throw EngineFaults.ContentUnknown(location, "the journal of the state is damaged, or was written by something else", "keep a copy of the blob 'journal', remove it, and run 'flowplan import --all'");
        return new(metadata, read.Etag, next, lines);
    }

    private sealed record Tail(AzureMetadata Metadata, string Etag, long Next, byte[]? Lines);
}
