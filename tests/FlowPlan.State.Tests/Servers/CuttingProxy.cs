using System.Net;
using System.Net.Sockets;

namespace FlowPlan.State.Tests.Servers;

/// <summary>
/// A network between a client and a server that breaks once: at the request of a number it closes the connection, either before the
/// server gets the request, or when the server has answered and before the client gets the answer.
/// </summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly int target;
    private readonly int cutAt;
    private readonly bool afterCommit;
    private int requests;

    /// <param name="target">The port of the server.</param>
    /// <param name="cutAt">The number of the request that is cut, from 1; 0 for none.</param>
    /// <param name="afterCommit">Whether the server gets the request.</param>
    public CuttingProxy(int target, int cutAt, bool afterCommit)
    {
        (this.target, this.cutAt, this.afterCommit) = (target, cutAt, afterCommit);
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many requests were made.</summary>
    public int Requests => requests;

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
            if (exchange.IsAnswered)
                (exchange.IsAnswered, exchange.Number) = (false, Interlocked.Increment(ref requests));
            if (exchange.Number == cutAt && !afterCommit)
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
            if (exchange.Number == cutAt && afterCommit)
                return;
            exchange.IsAnswered = true;
            await to.WriteAsync(buffer.AsMemory(0, read), stopping.Token);
        }
    }

    private sealed class Exchange
    {
        public bool IsAnswered { get; set; } = true;

        public int Number { get; set; }
    }
}
