using FlowPlan.State.Tests.Servers;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The state of one project and environment in a stand-in of its own for a server of Terraform's HTTP protocol. Its locks do not expire.</summary>
internal sealed class HttpState(string project, bool gitLab) : ServerState(project)
{
    private readonly HttpStateServer server = new(gitLab);

    public override int Port => server.Url.Port;

    public override async Task ExpireAsync()
    {
        await using var store = Open();
        if (await store.DescribeLockAsync(CancellationToken.None) is { } holder)
            Assert.That(await store.UnlockAsync(holder.Id, force: true, CancellationToken.None), Is.Null);
    }

    protected override string LocationAt(int port) => new UriBuilder(server.Address("shop")) { Port = port }.Uri.AbsoluteUri;

    protected override IReadOnlyDictionary<string, string> VariablesAt(int port) =>
        new Dictionary<string, string> { ["TF_HTTP_USERNAME"] = HttpStateServer.User, ["TF_HTTP_PASSWORD"] = HttpStateServer.Password };

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
    }
}
