using FlowPlan.Core.State.Engines;
using FlowPlan.State.Http;
using FlowPlan.State.Tests.Contract;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.State.Tests.Http;

/// <summary>States behind Terraform's protocol; each test has a server of its own.</summary>
public abstract class HttpHost(bool gitLab) : IEngineHost
{
    private static readonly Dictionary<string, string> Variables = new() { ["TF_HTTP_USERNAME"] = HttpStateServer.User, ["TF_HTTP_PASSWORD"] = HttpStateServer.Password };

    internal HttpStateServer Server { get; } = new(gitLab);

    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: false, KeepsHistory: false, ShowsHolder: true);

    public string? Secret => HttpStateServer.Password;

    public IStateEngine Connect() => new HttpStateEngine(Address("dev"));

    public IStateEngine ConnectToAnother() => new HttpStateEngine(Address("prod"));

    public Task ExpireAsync(TimeSpan duration) => throw new InvalidOperationException("These locks do not expire.");

    public Task ReplaceAsync(byte[] document)
    {
        var there = EnvelopeText.Read(Server.Versions("dev")[^1], "http://test");
        Server.Put("dev", EnvelopeText.Write(there with { Serial = there.Serial + 1, Lockfile = document }));
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal HttpAddress Address(string name, int? port = null) =>
        HttpAddress.Of(new UriBuilder(Server.Address(name)) { Port = port ?? Server.Url.Port }.Uri, Variables);
}

/// <summary>States behind a plain server of Terraform's protocol.</summary>
public sealed class PlainHttpHost() : HttpHost(gitLab: false);

/// <summary>States behind GitLab's variant.</summary>
public sealed class GitLabHttpHost() : HttpHost(gitLab: true);
