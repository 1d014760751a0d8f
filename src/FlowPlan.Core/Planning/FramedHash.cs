using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Planning;

/// <summary>A SHA-256 hash over a sequence of texts. Each is preceded by its length, so that two different sequences never count as the same.</summary>
internal sealed class FramedHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> buffer = new(512);

    public void Add(string text)
    {
        buffer.ResetWrittenCount();
        Encoding.UTF8.GetBytes(text, buffer);
        AddBuffer(text.Length);
    }

    /// <summary>Adds the compact JSON of a value, as if it were added as text.</summary>
    /// <exception cref="InvalidOperationException">The value holds a secret in the clear.</exception>
    public void AddJson(Value value)
    {
        buffer.ResetWrittenCount();
        ValueJson.Write(buffer, value);
        AddBuffer(Encoding.UTF8.GetCharCount(buffer.WrittenSpan));
    }

    /// <summary>The hash in hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();

    private void AddBuffer(int length)
    {
        Span<byte> frame = stackalloc byte[12];
        Utf8Formatter.TryFormat(length, frame, out var digits);
        frame[digits] = (byte)':';
        hash.AppendData(frame[..(digits + 1)]);
        hash.AppendData(buffer.WrittenSpan);
    }
}
