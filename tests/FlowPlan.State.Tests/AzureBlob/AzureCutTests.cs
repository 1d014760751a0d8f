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
}
