using FlowPlan.Core.State.Remote;
using FlowPlan.State.AzureBlob;
using FlowPlan.State.Tests.Servers;
using FlowPlan.State.Tests.Support;

namespace FlowPlan.State.Tests.AzureBlob;

/// <summary>The connection breaks at each request of a run, before and after the server has carried it out.</summary>
public sealed class AzureCutTests
{
    [Test]
    public async Task Whatever_request_is_cut_each_write_is_carried_out_once([Values] bool afterCommit)
    {
        await using var host = new AzureHost();
        await CutRuns.AllAsync(AzuriteServer.Instance.Port, afterCommit, (name, port) => new AzureBlobEngine(host.Address(name, port), TimeProvider.System));
    }

    [Test]
    public async Task Each_record_of_the_journal_is_one_round_trip()
    {
        await using var host = new AzureHost();
        await using var network = new CuttingProxy(AzuriteServer.Instance.Port);
        await using var store = new RemoteStateStore(new AzureBlobEngine(host.Address("dev", network.Port), TimeProvider.System), RemoteStateSettings.Default, TimeProvider.System);
        await using var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await session.Journal.OpenAsync(Sample.Empty);
        var before = network.Requests;
        for (var call = 0; call < 20; call++)
            await session.Journal.BeginAsync(Sample.Create(call), CancellationToken.None);

        Assert.That(network.Requests - before, Is.EqualTo(20));
    }
}
