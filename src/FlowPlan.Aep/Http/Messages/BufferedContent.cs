using System.Net.Http.Headers;

namespace FlowPlan.Aep.Http.Messages;

/// <summary>A response body that has been read completely.</summary>
internal sealed class BufferedContent : ByteArrayContent
{
    public BufferedContent(byte[] buffer, int length, HttpContentHeaders headers)
        : base(buffer, 0, length)
    {
        Bytes = new ReadOnlyMemory<byte>(buffer, 0, length);
        foreach (var (name, values) in headers)
        {
            if (!string.Equals(name, "Content-Length", StringComparison.OrdinalIgnoreCase))
                Headers.TryAddWithoutValidation(name, values);
        }
    }

    /// <summary>The body.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }
}
