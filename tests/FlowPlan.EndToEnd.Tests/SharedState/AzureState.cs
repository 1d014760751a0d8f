using FlowPlan.State.AzureBlob;
using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The state of one project and environment in Azurite.</summary>
internal sealed class AzureState(string project) : ServerState(project)
{
    private static readonly Lazy<Task> Created = new(() => AzuriteContainer.CreateAsync(AddressOf(Container, "p/e")));

    private readonly string project = project;
    private readonly string prefix = Guid.NewGuid().ToString("N");

    public override int Port => AzuriteServer.Instance.Port;

    private static string Container => $"azblob://{AzuriteServer.Account}/states";

    /// <summary>A broken lease is as an expired one to everybody.</summary>
    public override async Task ExpireAsync()
    {
        var address = AddressOf(Location, $"{project}/dev");
        using var container = address.Open(TimeProvider.System);
        try
        {
            await container[address.Folder + "state.json"].BreakAsync(CancellationToken.None);
        }
        catch (BlobAnswerException fault) when (fault.IsMissing || fault.Code == "LeaseNotPresentWithLeaseOperation")
        {
            // The command was killed before it had the lease.
            return;
        }
    }

    protected override string LocationAt(int port) => $"{Container}/{prefix}";

    protected override IReadOnlyDictionary<string, string> VariablesAt(int port)
    {
        Created.Value.GetAwaiter().GetResult();
        return Connection(port);
    }

    private static Dictionary<string, string> Connection(int port) => new() { ["AZURE_STORAGE_CONNECTION_STRING"] = AzuriteServer.Connection(port) };

    private static AzureAddress AddressOf(string location, string state) => AzureAddress.Of(new(location), state, Connection(AzuriteServer.Instance.Port));
}
