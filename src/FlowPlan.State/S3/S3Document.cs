using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.S3;

/// <summary>The document in an object, whose first line has the number of the lease under which it may be changed.</summary>
internal sealed class S3Document(S3Objects objects, S3Versions versions)
{
    private const string Name = "state";

    /// <summary>The document as we wrote it; null until then, or when an answer was lost.</summary>
    private Stored? known;

    /// <summary>What is there; null when there is no object.</summary>
    public async Task<Stored?> LoadAsync(CancellationToken cancellationToken)
    {
        if (await objects.GetAsync(Name, cancellationToken) is not { } there)
            return null;
        return S3Text.Read(there.Content, objects.Location, (header, content) => new Stored(
            header.Number("token"),
            header.Number("revision"),
            header.Number("serial"),
            header.TryGetProperty("written", out var written) ? DateTimeOffset.FromUnixTimeSeconds(written.GetInt64()) : there.LastModified,
            content.ToArray(),
            there.Etag));
    }

    /// <summary>The number of the lease that the object is marked with; 0 where there is none.</summary>
    public async Task<long> MarkOfAsync(CancellationToken cancellationToken) => (await LoadAsync(cancellationToken))?.Token ?? 0;

    /// <summary>Marks the object with the number of a lease; false when it has that of a later one.</summary>
    public async Task<bool> MarkAsync(long token, CancellationToken cancellationToken)
    {
        known = null;
        for (var backoff = objects.Backoff(); ; await backoff.WaitAsync(cancellationToken))
        {
            var there = await LoadAsync(cancellationToken);
            if (there?.Token >= token)
                return there.Token == token;
            var next = there is null ? new(token, 0, 0, default, [], string.Empty) : there with { Token = token };
            if (await objects.PutAsync(Name, Write(next, isMark: there is not null), there?.Etag, cancellationToken) is not null)
                return true;
        }
    }

    /// <summary>Replaces the document; null when the object has the mark of another lease.</summary>
    public async Task<WriteResult?> WriteAsync(long token, string? expected, StateDocument document, CancellationToken cancellationToken)
    {
        var former = known is not null && known.Version == expected && known.Token == token ? known : await LoadAsync(cancellationToken);
        known = null;
        if (former?.Token != token)
            return null;
        if (former.Version != expected)
            return new WriteResult.Conflict();
        if (former.Version is not null && document.KeepsFormer)
            await versions.KeepAsync(former, cancellationToken);
        var next = new Stored(token, former.Revision + 1, document.Serial, default, document.Content, string.Empty);
        if (await objects.PutAsync(Name, Write(next, isMark: false), former.Etag, cancellationToken) is { } etag)
        {
            known = next with { Etag = etag, WrittenAt = objects.ServerTime };
            return new WriteResult.Done(known.Version);
        }

        return (await LoadAsync(cancellationToken))?.Token == token ? new WriteResult.Conflict() : null;
    }

    /// <param name="stored">What is written.</param>
    /// <param name="isMark">Whether the document was written before, so that the object's own time does not say when.</param>
    private static byte[] Write(Stored stored, bool isMark) => S3Text.Write(
        writer =>
        {
            writer.WriteNumber("token", stored.Token);
            writer.WriteNumber("revision", stored.Revision);
            writer.WriteNumber("serial", stored.Serial);
            if (isMark)
                writer.WriteNumber("written", stored.WrittenAt.ToUnixTimeSeconds());
        },
        stored.Content);

    /// <summary>The object.</summary>
    /// <param name="Token">The number of the lease.</param>
    /// <param name="Revision">How often the document was written.</param>
    /// <param name="Serial">Its serial.</param>
    /// <param name="WrittenAt">When it was written, on the server's clock.</param>
    /// <param name="Content">The document; empty while there is none.</param>
    /// <param name="Etag">The etag.</param>
    internal sealed record Stored(long Token, long Revision, long Serial, DateTimeOffset WrittenAt, byte[] Content, string Etag)
    {
        /// <summary>The version of the document; null while there is none.</summary>
        public string? Version => Revision > 0 ? Etag : null;
    }
}
