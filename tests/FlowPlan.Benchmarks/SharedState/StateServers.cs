using FlowPlan.State.AzureBlob;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.Benchmarks.SharedState;

/// <summary>A PostgreSQL server that flushes each commit to the disk.</summary>
internal sealed class PostgresState : StateServer
{
    private readonly PostgresServer server = PostgresServer.StartAnother(flushes: true);

    public override string Name => "PostgreSQL";

    public override int? Port => server.Port;

    public override Dictionary<string, string> Settings(int port, string state) =>
        new(PostgresServer.Variables) { ["FLOWPLAN_STATE"] = $"postgres://127.0.0.1:{port}/postgres/{state}?sslmode=disable" };

    public override ValueTask DisposeAsync()
    {
        server.Dispose();
        return base.DisposeAsync();
    }
}

/// <summary>Azurite, with the blobs in memory.</summary>
internal sealed class AzureState : StateServer
{
    private const string Container = $"azblob://{AzuriteServer.Account}/states";

    private AzureState()
    {
    }

    public override string Name => "Azure Blob Storage (Azurite)";

    public override int? Port => AzuriteServer.Instance.Port;

    public static async Task<StateServer> StartAsync()
    {
        await AzuriteContainer.CreateAsync(AzureAddress.Of(new(Container), "p/e", Connection(AzuriteServer.Instance.Port)));
        return new AzureState();
    }

    public override Dictionary<string, string> Settings(int port, string state) => new(Connection(port)) { ["FLOWPLAN_STATE"] = $"{Container}/{state}" };

    public override ValueTask DisposeAsync()
    {
        AzuriteServer.End();
        return base.DisposeAsync();
    }

    private static Dictionary<string, string> Connection(int port) => new() { ["AZURE_STORAGE_CONNECTION_STRING"] = AzuriteServer.Connection(port) };
}

/// <summary>The stand-in for S3, with the objects in memory.</summary>
internal sealed class S3State : StateServer
{
    private readonly S3Server server = new();

    public override string Name => "S3 (stand-in)";

    public override int? Port => server.Url.Port;

    public override Dictionary<string, string> Settings(int port, string state) => new(server.Variables(port)) { ["FLOWPLAN_STATE"] = $"s3://{S3Server.Bucket}/{state}" };

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>The stand-in for a server of Terraform's HTTP protocol, with the document in memory.</summary>
internal sealed class HttpState : StateServer
{
    private readonly HttpStateServer server = new(gitLab: false);

    public override string Name => "HTTP (stand-in)";

    public override int? Port => server.Url.Port;

    public override Dictionary<string, string> Settings(int port, string state) => new()
    {
        ["FLOWPLAN_STATE"] = new UriBuilder(server.Address(state)) { Port = port }.Uri.AbsoluteUri,
        ["TF_HTTP_USERNAME"] = HttpStateServer.User,
        ["TF_HTTP_PASSWORD"] = HttpStateServer.Password,
    };

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
    }
}
