using System.Net;
using System.Net.Sockets;

namespace FlowPlan.State.Tests.Servers;

/// <summary>Where a network breaks.</summary>
/// <param name="At">The number of the request that is cut, from 1.</param>
/// <param name="AfterCommit">Whether the server gets that request and answers it; the client never gets the answer.</param>
/// <param name="Stays">Whether nothing gets through from then on.</param>
internal sealed record NetworkCut(int At, bool AfterCommit, bool Stays = false)
{
    /// <summary>Whether a request does not get to the server.</summary>
    public bool LosesRequest(int number) => (number == At && !AfterCommit) || (Stays && number > At);

    /// <summary>Whether an answer does not get to the client.</summary>
    public bool LosesAnswer(int number) => number == At || (Stays && number > At);
}

/// <summary>A network between a client and a server, which counts the requests and can break: it closes the connection of a request that is cut.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly int target;
    private readonly NetworkCut? cut;
    private int requests;

    /// <param name="target">The port of the server.</param>
    /// <param name="cut">Where the network breaks; null for nowhere.</param>
    public CuttingProxy(int target, NetworkCut? cut = null)
    {
        (this.target, this.cut) = (target, cut);
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many requests were made.</summary>
    public int Requests => requests;

    /// <summary>How much longer each answer takes than without the proxy.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Is told what clients send.</summary>
    public Action<ReadOnlyMemory<byte>>? OnSent { get; set; }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stopping.Token));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return;
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, target, stopping.Token);
                var (near, far) = (client.GetStream(), server.GetStream());
                var exchange = new Exchange();
                await await Task.WhenAny(PumpRequestsAsync(near, far, exchange), PumpAnswersAsync(far, near, exchange));
            }
            catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>A client sends a request when it has the answer to the one before: what it sends after an answer is a new request.</summary>
    private async Task PumpRequestsAsync(NetworkStream from, NetworkStream to, Exchange exchange)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, stopping.Token)) > 0;)
        {
            if (exchange.IsAnswered && !IsFarewell(buffer.AsSpan(0, read)))
                (exchange.IsAnswered, exchange.Number) = (false, Interlocked.Increment(ref requests));
            if (cut?.LosesRequest(exchange.Number) == true)
                return;
            OnSent?.Invoke(buffer.AsMemory(0, read));
            await to.WriteAsync(buffer.AsMemory(0, read), stopping.Token);
        }
    }

    private async Task PumpAnswersAsync(NetworkStream from, NetworkStream to, Exchange exchange)
    {
        var buffer = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(buffer, stopping.Token)) > 0;)
        {
            if (cut?.LosesAnswer(exchange.Number) == true)
                return;
            if (!exchange.IsAnswered && Delay > TimeSpan.Zero)
                await Task.Delay(Delay, stopping.Token);
            exchange.IsAnswered = true;
            await to.WriteAsync(buffer.AsMemory(0, read), stopping.Token);
        }
    }

    /// <summary>With this a client of PostgreSQL ends a connection. It has no answer.</summary>
    private static bool IsFarewell(ReadOnlySpan<byte> sent) => sent is [(byte)'X', 0, 0, 0, 4];

    private sealed class Exchange
    {
        public bool IsAnswered { get; set; } = true;

        public int Number { get; set; }
    }
}
