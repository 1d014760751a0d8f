using FlowPlan.State.S3;
using FlowPlan.State.Tests.Support;

namespace FlowPlan.State.Tests.S3;

/// <summary>The connection breaks at each request of a run, before and after the server has carried it out.</summary>
public sealed class S3CutTests
{
    [Test]
    public async Task Whatever_request_is_cut_each_write_is_carried_out_once([Values] bool afterCommit)
    {
        await using var host = new S3Host();
        await CutRuns.AllAsync(host.Server.Url.Port, afterCommit, (name, port) => new S3Engine(host.Address(name, port), TimeProvider.System));
    }
}
