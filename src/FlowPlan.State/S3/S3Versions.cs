using System.Globalization;
using FlowPlan.Core.State;

namespace FlowPlan.State.S3;

/// <summary>The earlier versions of the document. A version is copied before it is replaced, so that each copy was once the document.</summary>
internal sealed class S3Versions(S3Objects objects)
{
    private const int Kept = 50;

    private static readonly long LatestTime = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    /// <summary>Keeps a version that is about to be replaced.</summary>
    public async Task KeepAsync(S3Document.Stored version, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"versions/{version.Revision:D12}-{version.Serial}-{version.WrittenAt.ToUnixTimeSeconds()}.json");
        await objects.ReplaceAsync(name, version.Content, cancellationToken);
        foreach (var old in (await ListAsync(cancellationToken)).Skip(Kept - 1))
            await objects.DeleteAsync(old.Name, cancellationToken);
    }

    /// <summary>The versions that were replaced, newest first.</summary>
    /// <param name="current">The number of the write that is current: a copy of it was made for a write that was not carried out.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public async Task<IReadOnlyList<StateVersion>> HistoryAsync(long current, CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(v => v.Revision < current).Take(Kept - 1).Select(v => v.Version)];

    /// <summary>The newest version with a serial.</summary>
    public async Task<byte[]?> ReadAsync(long serial, CancellationToken cancellationToken) =>
        (await ListAsync(cancellationToken)).Find(v => v.Version.Serial == serial) is { Name: { } name }
            ? (await objects.GetAsync(name, cancellationToken))?.Content
            : null;

    private async Task<List<(string Name, long Revision, StateVersion Version)>> ListAsync(CancellationToken cancellationToken)
    {
        var versions = new List<(string, long, StateVersion)>();
        long? former = null;
        foreach (var (name, size) in Enumerable.Reverse(await objects.ListAsync("versions/", cancellationToken)))
        {
            var parts = Path.GetFileNameWithoutExtension(name).Split('-');
            if (parts.Length != 3 || !TryRead(parts[0], out var revision) || !TryRead(parts[1], out var serial) || !TryRead(parts[2], out var written) || written > LatestTime || revision == former)
                continue;
            former = revision;
            versions.Add((name, revision, new(serial, DateTimeOffset.FromUnixTimeSeconds(written), size)));
        }

        return versions;
    }

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
