using System.Text;

namespace FlowPlan.Aep.Http;

/// <content>A kill point after each piece of a request that has been handed to the network.</content>
internal static partial class HttpClients
{
    static partial void Instrument(SocketsHttpHandler network) =>
        network.PlaintextStreamFilter = static (context, _) => ValueTask.FromResult<Stream>(new WatchedStream(context.PlaintextStream));
}

/// <summary>A stream to a service that tells when something has been written to it.</summary>
internal sealed class WatchedStream(Stream inner) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

    public override int Read(Span<byte> buffer) => inner.Read(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        Reach(buffer);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await inner.WriteAsync(buffer, cancellationToken);
        Reach(buffer.Span);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }

    private static void Reach(ReadOnlySpan<byte> written)
    {
        var end = written.IndexOf("\r\n"u8);
        var line = end < 0 ? string.Empty : Encoding.Latin1.GetString(written[..end]);
        Core.State.KillPoints.Reach(line.Split(' ') is [var method, var target, ['H', 'T', 'T', 'P', ..]]
            ? $"{StepNames.Of(method, target)}: after it is sent"
            : "a further piece of a request: after it is sent");
    }
}
