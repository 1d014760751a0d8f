using System.Buffers;
using System.Net.Http.Headers;

namespace FlowPlan.Aep.Http.Messages;

/// <summary>A response body that has been read completely. Its buffer goes back to the pool when the response is disposed of.</summary>
internal sealed class BufferedContent : ByteArrayContent
{
    private byte[]? rented;

    /// <param name="rented">A buffer of the shared pool, which is this object's from now on.</param>
    /// <param name="length">How much of it is the body.</param>
    /// <param name="headers">The headers of the body.</param>
    public BufferedContent(byte[] rented, int length, HttpContentHeaders headers)
        : base(rented, 0, length)
    {
        this.rented = rented;
        Bytes = new ReadOnlyMemory<byte>(rented, 0, length);
        foreach (var (name, values) in headers)
        {
            if (!string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase))
                Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>The body, until the response is disposed of.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    protected override void Dispose(bool disposing)
    {
        Bytes = default;
        if (Interlocked.Exchange(ref rented, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        base.Dispose(disposing);
    }
}
