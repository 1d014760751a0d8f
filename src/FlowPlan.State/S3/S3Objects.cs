using System.Globalization;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.Engines;

namespace FlowPlan.State.S3;

/// <summary>Reads and writes objects, and turns what goes wrong into findings.</summary>
internal sealed class S3Objects : IDisposable
{
    private readonly S3Address address;
    private readonly TimeProvider time;
    private long serverTime;

    public S3Objects(S3Address address, TimeProvider time)
    {
        (this.address, this.time) = (address, time);
        address.Client.AfterResponseEvent += (_, e) =>
        {
            if (e is WebServiceResponseEventArgs { ResponseHeaders: { } headers } && headers.TryGetValue("Date", out var text)
                && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                Interlocked.Exchange(ref serverTime, date.UtcTicks);
        };
    }

    public string Location => address.Location;

    /// <summary>The server's clock, as the last answer said.</summary>
    public DateTimeOffset ServerTime => new(Interlocked.Read(ref serverTime), TimeSpan.Zero);

    /// <summary>The attempts at a write whose condition others keep from being met, or at what is given up with another fault.</summary>
    public Turns Turns(Func<EngineFaultException>? giveUp = null) => giveUp is null ? Engines.Turns.AtWrite(time, Location) : new(time, giveUp);

    /// <summary>The object; null when there is none.</summary>
    public Task<S3Stored?> GetAsync(string name, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            try
            {
                using var answer = await address.Client.GetObjectAsync(new GetObjectRequest { BucketName = address.Bucket, Key = address.Folder + name }, cancellationToken);
                using var content = new MemoryStream();
                await answer.ResponseStream.CopyToAsync(content, cancellationToken);
                if (content.Length != answer.ContentLength)
                    throw new IOException("the answer was truncated");
                return new S3Stored(content.ToArray(), answer.ETag, new(answer.LastModified!.Value.ToUniversalTime(), TimeSpan.Zero));
            }
            catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.NotFound && fault.ErrorCode != "NoSuchBucket")
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>Writes an object that is not there, or that has an etag; null when that is not so.</summary>
    /// <param name="name">The name.</param>
    /// <param name="content">The content.</param>
    /// <param name="etag">The etag; null when there must not be such an object.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    /// <returns>The etag that the object has now.</returns>
    public Task<string?> PutAsync(string name, byte[] content, string? etag, CancellationToken cancellationToken) => TryAsync<string?>(
        async () =>
        {
            try
            {
                return await SendAsync(name, content, etag is null ? "*" : null, etag, cancellationToken);
            }
            catch (AmazonS3Exception fault) when (fault.StatusCode == HttpStatusCode.PreconditionFailed || (fault.StatusCode == HttpStatusCode.NotFound && fault.ErrorCode != "NoSuchBucket"))
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>Writes an object, whatever is there.</summary>
    public Task<string> ReplaceAsync(string name, byte[] content, CancellationToken cancellationToken) =>
        TryAsync(() => SendAsync(name, content, null, null, cancellationToken), cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => TryAsync(
        () => address.Client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = address.Bucket, Key = address.Folder + name }, cancellationToken), cancellationToken);

    /// <summary>The names and sizes of the objects in a folder, in order.</summary>
    public Task<List<(string Name, long Size)>> ListAsync(string folder, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var names = new List<(string, long)>();
            var request = new ListObjectsV2Request { BucketName = address.Bucket, Prefix = address.Folder + folder };
            do
            {
                var page = await address.Client.ListObjectsV2Async(request, cancellationToken);
                names.AddRange((page.S3Objects ?? []).Select(o => (o.Key[address.Folder.Length..], o.Size ?? 0)));
                var next = page.IsTruncated == true ? page.NextContinuationToken : null;
                if (next is not null && next == request.ContinuationToken)
                    throw EngineFaults.Rejected(address.Location, "the list of objects repeats a page", "see the log of the server");
                request.ContinuationToken = next;
            }
            while (request.ContinuationToken is not null);
            return names;
        },
        cancellationToken);

    public void Dispose() => address.Client.Dispose();

    private async Task<string> SendAsync(string name, byte[] content, string? ifNoneMatch, string? ifMatch, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = address.Bucket,
            Key = address.Folder + name,
            InputStream = new MemoryStream(content),
            ContentType = "application/json",
            UseChunkEncoding = false,
            IfNoneMatch = ifNoneMatch,
            IfMatch = ifMatch,
        };
        return (await address.Client.PutObjectAsync(request, cancellationToken)).ETag;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (S3Faults.IsFault(fault) || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw S3Faults.Of(address.Location, fault);
        }
    }

    /// <summary>A write that does not wait for the server's leave to send its content, which would cost a round trip. The client knows requests by the name of their class.</summary>
    private sealed class PutObjectRequest : Amazon.S3.Model.PutObjectRequest
    {
        protected override bool Expect100Continue => false;
    }
}

/// <summary>An object.</summary>
/// <param name="Content">The content.</param>
/// <param name="Etag">The etag.</param>
/// <param name="LastModified">When it was written, on the server's clock, to the second.</param>
internal sealed record S3Stored(byte[] Content, string Etag, DateTimeOffset LastModified);
