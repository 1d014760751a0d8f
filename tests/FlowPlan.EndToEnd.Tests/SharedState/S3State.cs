using FlowPlan.State.Tests.Servers;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The state of one project and environment in a stand-in for S3 of its own, whose clock decides when leases end.</summary>
internal sealed class S3State(string project) : ServerState(project)
{
    private readonly S3Server server = new();

    public override int Port => server.Url.Port;

    public override Task ExpireAsync()
    {
        server.Clock.Advance(TimeSpan.FromSeconds(62));
        return Task.CompletedTask;
    }

    protected override string LocationAt(int port) => $"s3://{S3Server.Bucket}/team";

    protected override IReadOnlyDictionary<string, string> VariablesAt(int port) => server.Variables(port);

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
    }
}
