using System.Text.RegularExpressions;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The state of one project and environment in a stand-in of its own for a server of Terraform's HTTP protocol. Its locks do not expire.</summary>
internal sealed partial class HttpState(string project, bool gitLab) : ServerState(project)
{
    private readonly HttpStateServer server = new(gitLab);

    public override int Port => server.Url.Port;

    /// <summary>Removes the lock as a person does: by the ID in the message of a command that is refused.</summary>
    public override async Task ExpireAsync()
    {
        await using var store = Open();
        var opened = await store.OpenAsync(new("apply", TimeSpan.Zero, new("test", 1, "host", null)), CancellationToken.None);
        if (opened.Value is { } session)
        {
            await session.DisposeAsync();
            return;
        }

        var refused = opened.Diagnostics.Single(d => d.Code == "FP6101");
        Assert.That(await store.UnlockAsync(LockId().Match(refused.Message).Groups[1].Value, force: true, CancellationToken.None), Is.Null);
    }

    [GeneratedRegex(@"lock id ([0-9a-f-]+)\)")]
    private static partial Regex LockId();

    protected override string LocationAt(int port) => new UriBuilder(server.Address("shop")) { Port = port }.Uri.AbsoluteUri;

    protected override IReadOnlyDictionary<string, string> VariablesAt(int port) =>
        new Dictionary<string, string> { ["TF_HTTP_USERNAME"] = HttpStateServer.User, ["TF_HTTP_PASSWORD"] = HttpStateServer.Password };

    public override async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await base.DisposeAsync();
    }
}
