using System.Globalization;
using FlowPlan.Core.State;
using FlowPlan.State.AzureBlob.Client;

namespace FlowPlan.State.AzureBlob;

/// <summary>The earlier versions of the document. A version is copied before it is replaced, so that each copy was once the document.</summary>
internal sealed class AzureVersions(BlobContainer container, string folder)
{
    private const int Kept = 50;

    /// <summary>Keeps a version that is about to be replaced. Whoever keeps it writes the same.</summary>
    public async Task KeepAsync(AzureMetadata version, byte[] content, CancellationToken cancellationToken)
    {
        var metadata = new AzureMetadata { Serial = version.Serial, WrittenAt = version.WrittenAt };
        await container[NameOf(version.Revision)].PutAsync(content, metadata.ToDictionary(), default, cancellationToken);
        foreach (var old in (await ListAsync(cancellationToken)).Skip(Kept - 1))
            await container[old.Name].DeleteAsync(cancellationToken);
    }

    /// <summary>The versions that were replaced, newest first.</summary>
    /// <param name="current">The number of the write that is current: a copy of it was made for a write that was not carried out.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public async Task<IReadOnlyList<StateVersion>> HistoryAsync(long current, CancellationToken cancellationToken) =>
        [.. (await ListAsync(cancellationToken)).Where(item => string.CompareOrdinal(item.Name, NameOf(current)) < 0).Take(Kept - 1).Select(item =>
        {
            var metadata = AzureMetadata.Of(item.Metadata);
            return new StateVersion(metadata.Serial, metadata.WrittenAt ?? default, item.Length);
        })];

    /// <summary>The newest version with a serial.</summary>
    public async Task<byte[]?> ReadAsync(long serial, CancellationToken cancellationToken)
    {
        if ((await ListAsync(cancellationToken)).Find(item => AzureMetadata.Of(item.Metadata).Serial == serial) is not { } found)
            return null;
        try
        {
            return (await container[found.Name].ReadAsync(cancellationToken)).Content;
        }
        catch (BlobAnswerException fault) when (fault.IsMissing)
        {
            return null;
        }
    }

    private string NameOf(long revision) => folder + "versions/" + revision.ToString("D12", CultureInfo.InvariantCulture) + ".json";

    private async Task<List<BlobItem>> ListAsync(CancellationToken cancellationToken)
    {
        var items = await container.ListAsync(folder + "versions/", cancellationToken);
        items.Reverse();
        return items;
    }
}
