using FlowPlan.Core.State.Engines;
using FlowPlan.State.S3;
using FlowPlan.State.Tests.Contract;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.State.Tests.S3;

/// <summary>States in the stand-in for S3; each test has a server of its own.</summary>
public sealed class S3Host : IEngineHost
{
    internal S3Server Server { get; } = new();

    public EngineCapabilities Capabilities { get; } = new(LeaseExpires: true, KeepsHistory: true, ShowsHolder: true);

    public string? Secret => S3Signature.Secret;

    public IStateEngine Connect() => new S3Engine(Address("dev"), TimeProvider.System);

    public IStateEngine ConnectToAnother() => new S3Engine(Address("prod"), TimeProvider.System);

    public Task ExpireAsync(TimeSpan duration)
    {
        // Its times are whole seconds.
        Server.Clock.Advance(duration + TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    public Task ReplaceAsync(byte[] document)
    {
        var there = Server.Content("team/p/dev/state");
        Server.Put("team/p/dev/state", [.. there[..(Array.IndexOf(there, (byte)'\n') + 1)], .. document]);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    internal S3Address Address(string environment, int? port = null) =>
        S3Address.Of(new($"s3://{S3Server.Bucket}/team"), $"p/{environment}", Server.Variables(port));
}
