using System.Buffers;
using System.Security.Cryptography;

namespace FlowPlan.Core.State.Serialization;

/// <summary>Hashes with SHA-256 what is written to it, and keeps no more of it than one block.</summary>
internal sealed class HashingWriter : IBufferWriter<byte>, IDisposable
{
    private const int BlockSize = 16 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] block = new byte[BlockSize];

    /// <summary>The hash of everything so far, in hexadecimal digits.</summary>
    public string ToHex() => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Advance(int count) => hash.AppendData(block.AsSpan(0, count));

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (sizeHint > block.Length)
            block = new byte[sizeHint];
        return block;
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <inheritdoc/>
    public void Dispose() => hash.Dispose();
}
