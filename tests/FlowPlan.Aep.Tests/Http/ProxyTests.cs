using System.Net;
using System.Net.Sockets;
using System.Text;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>A proxy that does not let a call through is named, with what it said; nothing was sent then.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ProxyTests
{
    private readonly IWebProxy before = HttpClient.DefaultProxy;
    private TcpListener listener = null!;

    [SetUp]
    public void Listen()
    {
        listener = new(IPAddress.Loopback, 0);
        listener.Start();
        HttpClient.DefaultProxy = new WebProxy($"http://user:canary-proxy-password@{listener.LocalEndpoint}");
    }

    [TearDown]
    public void Stop()
    {
        HttpClient.DefaultProxy = before;
        listener.Dispose();
    }

    [TestCase(403)]
    [TestCase(407)]
    [CancelAfter(30_000)]
    public async Task A_proxy_that_refuses_is_reported_with_its_status(int status, CancellationToken cancellationToken)
    {
        var serving = ServeAsync(status, cancellationToken);

        var fault = await FailureAsync(cancellationToken);

        Assert.That(
            fault.Diagnostic.Message,
            Is.EqualTo($"Flow Service could not be reached at platform.invalid through the proxy {listener.LocalEndpoint}: the proxy rejected the connection with status {status}."));
        listener.Stop();
        await serving;
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_proxy_that_is_not_there_is_named(CancellationToken cancellationToken)
    {
        var address = listener.LocalEndpoint;
        listener.Stop();

        var fault = await FailureAsync(cancellationToken);

        Assert.That(
            fault.Diagnostic.Message,
            Is.EqualTo($"Flow Service could not be reached at platform.invalid through the proxy {address}: the connection was refused."));
    }

    private static async Task<ProviderException> FailureAsync(CancellationToken cancellationToken)
    {
        await using var provider = Providers.Create(Providers.Settings(new("https://platform.invalid/")));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", cancellationToken));

        Assert.That((fault!.Diagnostic.Code, fault.Effect, fault.Diagnostic.RequestId), Is.EqualTo(("FP3010", CallEffect.None, (string?)null)));
        Assert.That(fault.Diagnostic.Message, Does.Not.Contain("canary"));
        return fault;
    }

    private async Task ServeAsync(int status, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(cancellationToken);
                await using var stream = client.GetStream();
                await stream.ReadAtLeastAsync(new byte[4096], 1, cancellationToken: cancellationToken);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), cancellationToken);
            }
        }
        catch (Exception fault) when (fault is SocketException or InvalidOperationException && !cancellationToken.IsCancellationRequested)
        {
            // The test stopped listening.
        }
    }
}
