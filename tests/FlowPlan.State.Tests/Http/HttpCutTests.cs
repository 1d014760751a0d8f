using FlowPlan.State.Http;
using FlowPlan.State.Tests.Support;

namespace FlowPlan.State.Tests.Http;

/// <summary>The connection breaks at each request of a run, before and after the server has carried it out.</summary>
public sealed class HttpCutTests
{
    [Test]
    public async Task Whatever_request_is_cut_each_write_is_carried_out_once([Values] bool gitLab, [Values] bool afterCommit)
    {
        await using HttpHost host = gitLab ? new GitLabHttpHost() : new PlainHttpHost();
        await CutRuns.AllAsync(host.Server.Url.Port, afterCommit, (name, port) => new HttpStateEngine(host.Address(name, port)));
    }
}
