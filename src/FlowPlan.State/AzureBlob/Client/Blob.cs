using System.Globalization;
using FlowPlan.State.Transport;

namespace FlowPlan.State.AzureBlob.Client;

/// <summary>What a write demands of the blob that it changes.</summary>
internal readonly record struct BlobConditions
{
    /// <summary>The etag that it has; null for any.</summary>
    public string? IfMatch { get; init; }

    /// <summary>Whether there must not be such a blob.</summary>
    public bool IsNew { get; init; }

    /// <summary>The ID of its lease; null where it must not have one.</summary>
    public string? LeaseId { get; init; }

    /// <summary>The headers of the request.</summary>
    public IEnumerable<(string Name, string? Value)> Headers => [("If-Match", IfMatch), ("If-None-Match", IsNew ? "*" : null), ("x-ms-lease-id", LeaseId)];
}

/// <summary>What is known of a blob.</summary>
/// <param name="Metadata">What is written beside the content.</param>
/// <param name="Etag">The etag.</param>
/// <param name="LastModified">When it was changed, on the service's clock.</param>
/// <param name="IsLeased">Whether somebody has a lease that has not expired.</param>
/// <param name="Content">The content; empty where it was not read.</param>
internal sealed record BlobState(IReadOnlyDictionary<string, string> Metadata, string Etag, DateTimeOffset LastModified, bool IsLeased, byte[] Content);

/// <summary>A blob, and the calls that the engine needs of it. A call that fails throws a <see cref="BlobAnswerException"/>.</summary>
internal sealed class Blob(BlobContainer container, string name)
{
    private const string Prefix = "x-ms-meta-";

    /// <summary>A lease that does not expire.</summary>
    public static readonly TimeSpan ForEver = TimeSpan.FromSeconds(-1);

    /// <summary>The blob with its content: Get Blob.</summary>
    public async Task<BlobState> ReadAsync(CancellationToken cancellationToken) => StateOf(await SendAsync(HttpMethod.Get, string.Empty, [], null, cancellationToken));

    /// <summary>The blob without its content: Get Blob Properties.</summary>
    public async Task<BlobState> DescribeAsync(CancellationToken cancellationToken) => StateOf(await SendAsync(HttpMethod.Head, string.Empty, [], null, cancellationToken));

    /// <summary>Replaces the whole blob: Put Blob.</summary>
    public Task<BlobState> PutAsync(byte[] content, IReadOnlyDictionary<string, string> metadata, BlobConditions conditions, CancellationToken cancellationToken) =>
        WriteAsync(string.Empty, [("x-ms-blob-type", "BlockBlob"), .. HeadersOf(metadata), .. conditions.Headers], content, cancellationToken);

    /// <summary>Replaces the blob by an empty one, to whose end can be written: Put Blob.</summary>
    public Task<BlobState> PutAppendableAsync(IReadOnlyDictionary<string, string> metadata, BlobConditions conditions, CancellationToken cancellationToken) =>
        WriteAsync(string.Empty, [("x-ms-blob-type", "AppendBlob"), .. HeadersOf(metadata), .. conditions.Headers], null, cancellationToken);

    /// <summary>Writes to the end of the blob: Append Block.</summary>
    public Task<BlobState> AppendAsync(byte[] content, BlobConditions conditions, CancellationToken cancellationToken) =>
        WriteAsync("comp=appendblock", conditions.Headers, content, cancellationToken);

    /// <summary>Replaces the metadata: Set Blob Metadata.</summary>
    public Task<BlobState> SetMetadataAsync(IReadOnlyDictionary<string, string> metadata, BlobConditions conditions, CancellationToken cancellationToken) =>
        WriteAsync("comp=metadata", [.. HeadersOf(metadata), .. conditions.Headers], null, cancellationToken);

    /// <summary>Removes the blob, or nothing: Delete Blob.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(HttpMethod.Delete, string.Empty, [], null, cancellationToken);
        }
        catch (BlobAnswerException fault) when (fault.IsMissing)
        {
            return;
        }
    }

    /// <summary>Takes the lease, or renews it where this ID has it already: Lease Blob.</summary>
    public Task AcquireAsync(string leaseId, TimeSpan duration, CancellationToken cancellationToken) => LeaseAsync(
        "acquire",
        [("x-ms-proposed-lease-id", leaseId), ("x-ms-lease-duration", Math.Ceiling(duration.TotalSeconds).ToString(CultureInfo.InvariantCulture))],
        cancellationToken);

    public Task RenewAsync(string leaseId, CancellationToken cancellationToken) => LeaseAsync("renew", [("x-ms-lease-id", leaseId)], cancellationToken);

    public Task ReleaseAsync(string leaseId, CancellationToken cancellationToken) => LeaseAsync("release", [("x-ms-lease-id", leaseId)], cancellationToken);

    /// <summary>Breaks the lease at once, whatever its ID.</summary>
    public Task BreakAsync(CancellationToken cancellationToken) => LeaseAsync("break", [("x-ms-lease-break-period", "0")], cancellationToken);

    private static IEnumerable<(string Name, string? Value)> HeadersOf(IReadOnlyDictionary<string, string> metadata) => metadata.Select(m => (Prefix + m.Key, (string?)m.Value));

    private static BlobState StateOf(RestAnswer answer) => new(
        answer.Headers.Where(h => h.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)).ToDictionary(h => h.Key[Prefix.Length..], h => h.Value, StringComparer.OrdinalIgnoreCase),
        answer.Header("ETag") is { Length: > 0 } etag ? etag : throw new InvalidDataException("it has no ETag"),
        DateTimeOffset.TryParse(answer.Header("Last-Modified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw new InvalidDataException("it has no Last-Modified"),
        answer.Header("x-ms-lease-state") is "leased" or "breaking",
        answer.Body);

    private Task<RestAnswer> LeaseAsync(string action, IEnumerable<(string Name, string? Value)> headers, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Put, "comp=lease", [("x-ms-lease-action", action), .. headers], null, cancellationToken);

    private async Task<BlobState> WriteAsync(string query, IEnumerable<(string Name, string? Value)> headers, byte[]? content, CancellationToken cancellationToken) =>
        StateOf(await SendAsync(HttpMethod.Put, query, headers, content, cancellationToken));

    private Task<RestAnswer> SendAsync(HttpMethod method, string query, IEnumerable<(string Name, string? Value)> headers, byte[]? content, CancellationToken cancellationToken) =>
        container.SendAsync(method, name, query, headers, content, cancellationToken);
}
