using System.Net;
using System.Net.Sockets;
using System.Text;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;

namespace FlowPlan.Aep.Tests.Http;

[TestFixture]
internal sealed class KeptConnectionTests
{
    /// <summary>
    /// A server that closes a kept connection politely just when the next call comes is what makes connection pools send a call
    /// without a body again on their own.
    /// </summary>
    [Test]
    public async Task An_action_on_a_kept_connection_that_is_closed_is_not_sent_again_unasked()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var stop = new CancellationTokenSource();
        var log = new List<string>();
        var serving = ServeAsync(listener, log, stop.Token);
        await using var provider = Providers.Create(Providers.Settings(new($"http://{listener.LocalEndpoint}/")));
        var kind = provider.Kind("flow");
        var live = (await kind.ReadAsync("x", CancellationToken.None))!;

        var update = new UpdateRequest(new("flow", "x"), "p", live, live.Fields, [new("enabled", Value.Of(false))]);
        await Assert.ThrowsAsync<ProviderException>(() => kind.UpdateAsync(update, CancellationToken.None));

        // Each time the state was read and found unchanged before the action went out again.
        Assert.That(log, Is.EqualTo(new[] { "GET", "GET", "POST", "GET", "POST", "GET", "POST", "GET" }));
        await stop.CancelAsync();
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, List<string> log, CancellationToken stop)
    {
        const string Body = """{"items": [{"id": "x", "name": "X", "state": "enabled", "etag": "\"1\""}]}""";
        var answer = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}");
        var buffer = new byte[16 * 1024];
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop);
                var stream = client.GetStream();
                while (await stream.ReadAsync(buffer, stop) is > 0 and var read)
                {
                    var method = Encoding.ASCII.GetString(buffer, 0, read).Split(' ')[0];
                    log.Add(method);
                    if (method != "GET")
                        break;
                    await stream.WriteAsync(answer, stop);
                }

                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
