using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FlowPlan.Core.State.Engines;

namespace FlowPlan.State.AzureBlob;

/// <summary>The document in a block blob, which also has the lease. Each write names the lease, and the etag that it replaces.</summary>
internal sealed class AzureDocument(BlockBlobClient blob, AzureVersions versions)
{
    /// <summary>The document as we wrote it; null until then, or when an answer was lost.</summary>
    private Stored? known;

    /// <summary>What is there; null when there is no blob.</summary>
    public async Task<Stored?> LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobDownloadResult read = await blob.DownloadContentAsync(cancellationToken);
            return new(
                AzureMetadata.Of(read.Details.Metadata), read.Details.ETag, read.Details.LastModified, IsLeased(read.Details.LeaseState), read.Content.ToArray());
        }
        catch (RequestFailedException fault) when (fault.IsMissing())
        {
            return null;
        }
    }

    /// <summary>What is there but for the content; null when there is no blob.</summary>
    public async Task<Stored?> DescribeAsync(CancellationToken cancellationToken)
    {
        try
        {
            BlobProperties read = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            return new(AzureMetadata.Of(read.Metadata), read.ETag, read.LastModified, IsLeased(read.LeaseState), null);
        }
        catch (RequestFailedException fault) when (fault.IsMissing())
        {
            return null;
        }
    }

    /// <summary>Makes an empty blob, which can be leased, unless there is one.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var nothing = new MemoryStream();
            await blob.UploadAsync(nothing, new() { Conditions = new() { IfNoneMatch = ETag.All } }, cancellationToken);
        }
        catch (RequestFailedException fault) when (fault.IsChanged() || fault.IsLeaseLost())
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
            using var stream = new MemoryStream(document.Content);
            BlobContentInfo answer = await blob.UploadAsync(
                stream, new() { Metadata = metadata.ToDictionary(), Conditions = new() { LeaseId = lease.Holder.Id, IfMatch = former.Etag } }, cancellationToken);
            known = new(metadata, answer.ETag, answer.LastModified, IsLeased: true, document.Content);
            return new WriteResult.Done(known.Version);
        }
        catch (RequestFailedException fault) when (fault.IsLeaseLost())
        {
            return null;
        }
        catch (RequestFailedException fault) when (fault.IsChanged())
        {
            return (await DescribeAsync(cancellationToken))?.Metadata.Token == token ? new WriteResult.Conflict() : null;
        }
    }

    private static bool IsLeased(LeaseState state) => state is LeaseState.Leased or LeaseState.Breaking;

    /// <summary>The blob.</summary>
    /// <param name="Metadata">What is written beside the document.</param>
    /// <param name="Etag">The etag.</param>
    /// <param name="LastModified">The server's time of the last change.</param>
    /// <param name="IsLeased">Whether somebody has a lease that has not expired.</param>
    /// <param name="Content">The document; empty while there is none, and null where it was not read.</param>
    internal sealed record Stored(AzureMetadata Metadata, ETag Etag, DateTimeOffset LastModified, bool IsLeased, byte[]? Content)
    {
        /// <summary>The version of the document; null while there is none.</summary>
        public string? Version => Metadata.Revision > 0 || Content?.Length > 0 ? Etag.ToString() : null;

        /// <summary>Who has the lease, or had it.</summary>
        public LeaseHolding? Lease => Metadata.Holder is not null || IsLeased ? new(Metadata.Holder, !IsLeased) : null;
    }
}
