using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob;
using FlowPlan.State.Tests.Contract;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.State.Tests.AzureBlob;

/// <summary>States in Azurite, one for each test.</summary>
public sealed class AzureHost : IEngineHost
{
    private const string Container = "states";

    private static readonly Lazy<int> Port = new(() =>
    {
        var port = AzuriteServer.Instance.Port;
        new BlobServiceClient(AzuriteServer.Connection(port)).GetBlobContainerClient(Container).CreateIfNotExists();
        return port;
    });

    private readonly string project = "p-" + Guid.NewGuid().ToString("N");

    public AzureHost() => _ = Port.Value;

    public IStateEngine Connect() => new AzureBlobEngine(Address("dev"), TimeProvider.System);

    public IStateEngine ConnectToAnother() => new AzureBlobEngine(Address("prod"), TimeProvider.System);

    // A broken lease is as an expired one to everybody; that one expires by itself has a test of its own.
    public Task ExpireAsync(TimeSpan duration) => Blob().GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);

    public async Task ReplaceAsync(byte[] document)
    {
        var there = await Blob().GetPropertiesAsync();
        var metadata = AzureMetadata.Of(there.Value.Metadata);
        var isLeased = there.Value.LeaseState == Azure.Storage.Blobs.Models.LeaseState.Leased;
        using var content = new MemoryStream(document);
        await Blob().UploadAsync(content, new Azure.Storage.Blobs.Models.BlobUploadOptions { Metadata = metadata.ToDictionary(), Conditions = new() { LeaseId = isLeased ? metadata.Holder!.Id : null } });
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The address of a state of this test.</summary>
    internal AzureAddress Address(string environment, int? port = null) => AzureAddress.Of(
        new($"azblob://{AzuriteServer.Account}/{Container}/team"),
        $"{project}/{environment}",
        new Dictionary<string, string> { ["AZURE_STORAGE_CONNECTION_STRING"] = AzuriteServer.Connection(port ?? Port.Value) });

    private BlockBlobClient Blob() => Address("dev").Container.GetBlockBlobClient(Address("dev").Folder + "state.json");
}
