using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob.Client;

namespace FlowPlan.State.AzureBlob;

/// <summary>The document in a block blob, which also has the lease. Each write names the lease, and the etag that it replaces.</summary>
internal sealed class AzureDocument(Blob blob, AzureVersions versions)
{
    /// <summary>The document as we wrote it; null until then, or when an answer was lost.</summary>
    private Stored? known;

    /// <summary>What is there; null when there is no blob.</summary>
    public async Task<Stored?> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await blob.ReadAsync(cancellationToken);
            return new(AzureMetadata.Of(read.Metadata), read.Etag, read.LastModified, read.IsLeased, read.Content);
        }
        catch (BlobAnswerException fault) when (fault.IsMissing)
        {
            return null;
        }
    }

    /// <summary>What is there but for the content; null when there is no blob.</summary>
    public async Task<Stored?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await blob.DescribeAsync(cancellationToken);
            return new(AzureMetadata.Of(read.Metadata), read.Etag, read.LastModified, read.IsLeased, null);
        }
        catch (BlobAnswerException fault) when (fault.IsMissing)
        {
            return null;
        }
    }

    /// <summary>Makes an empty blob, which can be leased, unless there is one.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await blob.PutAsync([], new AzureMetadata().ToDictionary(), new() { IsNew = true }, cancellationToken);
        }
        catch (BlobAnswerException fault) when (fault.IsChanged || fault.IsLeaseLost)
        {
            return;
        }
    }

    /// <summary>Replaces what is written beside the document.</summary>
    public async Task DescribeAsync(Stored former, AzureMetadata metadata, string? leaseId, CancellationToken cancellationToken)
    {
        known = null;
        var next = former.Metadata.Revision > 0 ? metadata with { WrittenAt = former.Metadata.WrittenAt ?? former.LastModified } : metadata;
        await blob.SetMetadataAsync(next.ToDictionary(), new() { IfMatch = former.Etag, LeaseId = leaseId }, cancellationToken);
    }

    /// <summary>Replaces the document; null when the lease is no longer ours.</summary>
    public async Task<WriteResult?> WriteAsync(Lease lease, long token, string? expected, StateDocument document, CancellationToken cancellationToken)
    {
        var former = known is not null && known.Version == expected && known.Metadata.Token == token ? known : await LoadAsync(cancellationToken);
        known = null;
        if (former?.Metadata.Token != token)
            return null;
        if (former.Version != expected)
            return new WriteResult.Conflict();
        if (former.Version is not null && document.KeepsFormer)
            await versions.KeepAsync(former.Metadata with { WrittenAt = former.Metadata.WrittenAt ?? former.LastModified }, former.Content!, cancellationToken);
        var metadata = new AzureMetadata { Token = token, Holder = lease.Holder, Revision = former.Metadata.Revision + 1, Serial = document.Serial };
        try
        {
            var written = await blob.PutAsync(document.Content, metadata.ToDictionary(), new() { LeaseId = lease.Holder.Id, IfMatch = former.Etag }, cancellationToken);
            known = new(metadata, written.Etag, written.LastModified, IsLeased: true, document.Content);
            return new WriteResult.Done(known.Version);
        }
        catch (BlobAnswerException fault) when (fault.IsLeaseLost)
        {
            return null;
        }
        catch (BlobAnswerException fault) when (fault.IsChanged)
        {
            return (await DescribeAsync(cancellationToken))?.Metadata.Token == token ? new WriteResult.Conflict() : null;
        }
    }

    /// <summary>The blob.</summary>
    /// <param name="Metadata">What is written beside the document.</param>
    /// <param name="Etag">The etag.</param>
    /// <param name="LastModified">The server's time of the last change.</param>
    /// <param name="IsLeased">Whether somebody has a lease that has not expired.</param>
    /// <param name="Content">The document; empty while there is none, and null where it was not read.</param>
    internal sealed record Stored(AzureMetadata Metadata, string Etag, DateTimeOffset LastModified, bool IsLeased, byte[]? Content)
    {
        /// <summary>The version of the document; null while there is none.</summary>
        public string? Version => Metadata.Revision > 0 || Content?.Length > 0 ? Etag : null;

        /// <summary>Who has the lease, or had it.</summary>
        public LeaseHolding? Lease => Metadata.Holder is not null || IsLeased ? new(Metadata.Holder, !IsLeased) : null;
    }
}
