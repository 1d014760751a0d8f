using System.Net;
using System.Net.Sockets;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>A host to which no connection can be established, as behind a firewall that drops packets.</summary>
[TestFixture]
internal sealed class ConnectTests
{
    private readonly List<Socket> queued = [];
    private Recorder trace = null!;
    private Socket listener = null!;
    private AepProvider provider = null!;

    [SetUp]
    public async Task FillTheBacklog()
    {
        trace = new();
        listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        Task connecting;
        do
        {
            Assert.That(queued, Has.Count.LessThan(100), "the backlog is never full");
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            queued.Add(client);
            connecting = client.ConnectAsync(listener.LocalEndPoint!);
        }
        while (await Task.WhenAny(connecting, Task.Delay(300)) == connecting);
        var settings = Providers.Settings(new($"http://{listener.LocalEndPoint}/"));
        var retry = settings.Retry with { MaxAttempts = 2, BaseDelay = TimeSpan.FromMilliseconds(1), ConnectTimeout = TimeSpan.FromMilliseconds(200) };
        provider = Providers.Create(settings with { Retry = retry }, TimeProvider.System, trace);
    }

    [TearDown]
    public async Task Close()
    {
        await provider.DisposeAsync();
        queued.ForEach(q => q.Dispose());
        queued.Clear();
        listener.Dispose();
    }

    [Test]
    public async Task A_connect_timeout_of_a_read_is_retried_and_reported_as_unreachable()
    {
        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3010"));
        Assert.That(fault.Diagnostic.Message, Does.EndWith("connecting to 127.0.0.1 timed out."));
        Assert.That(trace.Entries.Select(e => e.Attempt), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test]
    public async Task A_create_that_could_not_connect_is_not_applied()
    {
        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3010"));
        Assert.That(fault.Effect, Is.EqualTo(CallEffect.None));
    }
}
