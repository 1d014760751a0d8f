using System.Text;
using FlowPlan.Core.State.Remote;
using FlowPlan.State.Postgres;
using FlowPlan.State.Tests.Servers;
using FlowPlan.State.Tests.Support;

namespace FlowPlan.State.Tests.Postgres;

/// <summary>What goes over the network to a real server.</summary>
public sealed class PostgresTrafficTests
{
    private readonly string prefix = Guid.NewGuid().ToString("N");

    [Test]
    public async Task Each_record_of_the_journal_is_one_round_trip_and_resets_no_session()
    {
        await using var proxy = new CuttingProxy(PostgresServer.Instance.Port);
        await using var store = new RemoteStateStore(Connect("traffic", proxy.Port), RemoteStateSettings.Default, TimeProvider.System);
        await using var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await session.Journal.OpenAsync(Sample.Empty);
        var (before, sent) = (proxy.Requests, new StringBuilder());
        proxy.OnSent = bytes => sent.Append(Encoding.Latin1.GetString(bytes.Span));
        for (var call = 0; call < 20; call++)
            await session.Journal.BeginAsync(Sample.Create(call), CancellationToken.None);
        proxy.OnSent = null;

        Assert.That(proxy.Requests - before, Is.EqualTo(20));
        Assert.That((sent.ToString().Split("insert into").Length - 1, sent.ToString().Contains("DISCARD", StringComparison.Ordinal)), Is.EqualTo((20, false)));
    }

    [Test]
    public Task With_the_connection_cut_at_any_request_nothing_is_lost_and_nothing_is_there_twice([Values] bool afterCommit) =>
        CutRuns.AllAsync(PostgresServer.Instance.Port, afterCommit, Connect);

    private PostgresEngine Connect(string name, int port) => new(PostgresAddress.Of(
        new($"postgres://127.0.0.1:{port}/postgres/{prefix}?schema=traffic&sslmode=disable"), new("p", name, "/"), PostgresServer.Variables));
}
