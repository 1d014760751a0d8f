using System.Net;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.Engines;
using FlowPlan.State.S3.Client;

namespace FlowPlan.State.S3;

/// <summary>Reads and writes objects, and turns what goes wrong into findings.</summary>
internal sealed class S3Objects(S3Address address, TimeProvider time) : IDisposable
{
    private readonly S3Client client = new(address.Bucket, address.Environment, time);

    public string Location => address.Location;

    /// <summary>The server's clock, as the last answer said.</summary>
    public DateTimeOffset ServerTime => client.ServerTime;

    /// <summary>The pauses between attempts at a write whose condition is not met, or at something else that ends with a fault of its own.</summary>
    public Backoff Backoff(Func<EngineFaultException>? giveUp = null) => giveUp is null ? Engines.Backoff.OfWrites(time, Location) : new(time, giveUp);

    /// <summary>The object; null when there is none.</summary>
    public Task<S3Stored?> GetAsync(string name, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            try
            {
                return await client.GetAsync(address.Folder + name, cancellationToken);
            }
            catch (S3AnswerException fault) when (fault.IsMissing)
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
                return await client.PutAsync(address.Folder + name, content, etag is null ? ("If-None-Match", "*") : ("If-Match", etag), cancellationToken);
            }
            catch (S3AnswerException fault) when (fault.Status == HttpStatusCode.PreconditionFailed || fault.IsMissing)
            {
                return null;
            }
        },
        cancellationToken);

    /// <summary>Writes an object, whatever is there.</summary>
    public Task<string> ReplaceAsync(string name, byte[] content, CancellationToken cancellationToken) =>
        TryAsync(() => client.PutAsync(address.Folder + name, content, null, cancellationToken), cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => TryAsync<object?>(
        async () =>
        {
            await client.DeleteAsync(address.Folder + name, cancellationToken);
            return null;
        },
        cancellationToken);

    /// <summary>The names and sizes of the objects in a folder, in order.</summary>
    public Task<List<(string Name, long Size)>> ListAsync(string folder, CancellationToken cancellationToken) => TryAsync(
        async () =>
        {
            var names = new List<(string, long)>();
            var pages = new HashSet<string>(StringComparer.Ordinal);
            string? next = null;
            do
            {
                var page = await client.ListAsync(address.Folder + folder, next, cancellationToken);
                foreach (var (key, size) in page.Objects)
                    names.Add(key.StartsWith(address.Folder + folder, StringComparison.Ordinal) ? (key[address.Folder.Length..], size) : throw BadList("has objects of another folder"));
                next = page.Next;
                if (next is not null && !pages.Add(next))
                    throw BadList("repeats a page");
            }
            while (next is not null);
            return names;
        },
        cancellationToken);

    public void Dispose() => client.Dispose();

    private EngineFaultException BadList(string why) => EngineFaults.Rejected(address.Location, $"the list of objects {why}", "see the log of the server");

    private async Task<T> TryAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineFaults.Unreachable(address.Location, fault.Message, fault);
        }
        catch (Exception fault) when (S3Faults.IsFault(fault))
        {
            throw S3Faults.Of(address.Location, fault);
        }
    }
}
