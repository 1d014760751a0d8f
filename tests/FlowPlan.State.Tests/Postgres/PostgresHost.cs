using FlowPlan.Core.State.Engines;
using FlowPlan.State.Postgres;
using FlowPlan.State.Tests.Contract;
using Npgsql;

namespace FlowPlan.State.Tests.Postgres;

/// <summary>States in a real PostgreSQL server, one for each test.</summary>
public sealed class PostgresHost : IEngineHost
{
    private static readonly Uri Url = new($"{PostgresServer.Instance.Url}?schema=contract");

    private readonly string project = "p-" + Guid.NewGuid().ToString("N");

    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true);

    public string? Secret => PostgresServer.Password;

    public IStateEngine Connect() => Connect("dev");

    public IStateEngine ConnectToAnother() => Connect("prod");

    public Task ExpireAsync(TimeSpan duration) =>
        ExecuteAsync("update contract.leases set expires_at = expires_at - make_interval(secs => $2) where name = $1", duration.TotalSeconds);

    public Task ReplaceAsync(byte[] document) =>
        ExecuteAsync("update contract.states set document = $2, revision = revision + 1 where name = $1", document);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The address of a state of this test.</summary>
    internal PostgresAddress Address(string environment) => PostgresAddress.Of(Url, new(project, environment, "/"), PostgresServer.Variables);

    private PostgresEngine Connect(string environment) => new(Address(environment));

    private async Task ExecuteAsync(string statement, object value)
    {
        await using var source = NpgsqlDataSource.Create(Address("dev").Connection);
        await using var command = source.CreateCommand(statement);
        command.Parameters.Add(new NpgsqlParameter { Value = project + "/dev" });
        command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
