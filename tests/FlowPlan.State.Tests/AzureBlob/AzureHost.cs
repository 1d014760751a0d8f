using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob;
using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.Tests.Contract;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.State.Tests.AzureBlob;

/// <summary>States in Azurite, one for each test.</summary>
public sealed class AzureHost : IEngineHost
{
    private const string Container = "states";

    private static readonly Lazy<Task> Created = new(CreateAsync);

    private readonly string project = "p-" + Guid.NewGuid().ToString("N");
    private readonly Lazy<BlobContainer> container;

    public AzureHost()
    {
        container = new(() => Address("dev").Open(TimeProvider.System));
        Created.Value.GetAwaiter().GetResult();
    }

    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true) { LongestLease = TimeSpan.FromMinutes(1) };

    public string? Secret => AzuriteServer.Key;

    /// <summary>The container of the states.</summary>
    internal BlobContainer Blobs => container.Value;

    public IStateEngine Connect() => new AzureBlobEngine(Address("dev"), TimeProvider.System);

    public IStateEngine ConnectToAnother() => new AzureBlobEngine(Address("prod"), TimeProvider.System);

    // A broken lease is as an expired one to everybody; that one expires by itself has a test of its own.
    public Task ExpireAsync(TimeSpan duration) => State().BreakAsync(CancellationToken.None);

    public async Task ReplaceAsync(byte[] document)
    {
        var there = await State().DescribeAsync(CancellationToken.None);
        var metadata = AzureMetadata.Of(there.Metadata);
        await State().PutAsync(document, metadata.ToDictionary(), new() { LeaseId = there.IsLeased ? metadata.Holder!.Id : null }, CancellationToken.None);
    }

    public ValueTask DisposeAsync()
    {
        if (container.IsValueCreated)
            container.Value.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The address of a state of this test.</summary>
    internal AzureAddress Address(string environment, int? port = null) => AzureAddress.Of(
        new($"azblob://{AzuriteServer.Account}/{Container}/team"),
        $"{project}/{environment}",
        new Dictionary<string, string> { ["AZURE_STORAGE_CONNECTION_STRING"] = AzuriteServer.Connection(port ?? AzuriteServer.Instance.Port) });

    private static Task CreateAsync() => AzuriteContainer.CreateAsync(AzureAddress.Of(
        new($"azblob://{AzuriteServer.Account}/{Container}"), "p/e", new Dictionary<string, string> { ["AZURE_STORAGE_CONNECTION_STRING"] = AzuriteServer.Connection(AzuriteServer.Instance.Port) }));

    private Blob State() => Blobs[Address("dev").Folder + "state.json"];
}
