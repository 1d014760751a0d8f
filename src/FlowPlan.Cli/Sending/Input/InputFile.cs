using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;

namespace FlowPlan.Cli.Sending.Input;

/// <summary>Where records come from: a file, or stdin.</summary>
/// <param name="path">The file; <c>-</c> for stdin.</param>
internal sealed class InputFile(string path)
{
    private const int PieceSize = 128 * 1024;

    /// <summary>Whether it is stdin, which can be read once only.</summary>
    public bool IsStdin => path == "-";

    /// <summary>Its name in messages.</summary>
    public string Name => IsStdin ? "stdin" : path;

    /// <summary>The absolute path; null for stdin.</summary>
    public string? FullPath => IsStdin ? null : Path.GetFullPath(path);

    /// <summary>Its size in bytes; null for stdin.</summary>
    public long? Size => IsStdin || !File.Exists(path) ? null : new FileInfo(path).Length;

    /// <summary>How many bytes were read so far.</summary>
    public long Position { get; private set; }

    /// <summary>The records in their order. A file can be read again.</summary>
    /// <exception cref="DiagnosticException">It cannot be read.</exception>
    public async IAsyncEnumerable<InputRecord> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var stream = Open();
        var (splitter, records, piece) = (new RecordSplitter(), new List<InputRecord>(), new byte[PieceSize]);
        Position = 0;
        while (await ReadAsync(stream, piece, cancellationToken) is > 0 and var length)
        {
            Position += length;
            splitter.Feed(piece.AsSpan(0, length), records);
            foreach (var record in records)
                yield return record;
            records.Clear();
        }

        splitter.Complete(records);
        foreach (var record in records)
            yield return record;
    }

    /// <summary>A text that tells this input from others: its size and the digest of its beginning; the same text for every stdin.</summary>
    public async Task<string> FingerprintAsync(CancellationToken cancellationToken)
    {
        if (IsStdin)
            return "stdin";
        await using var stream = Open();
        var beginning = new byte[64 * 1024];
        var length = await stream.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, cancellationToken);
        var digest = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.ASCII.GetBytes($"{Size} "), .. beginning.AsSpan(0, length)]));
        return digest[..32];
    }

    private async ValueTask<int> ReadAsync(Stream stream, byte[] piece, CancellationToken cancellationToken)
    {
        try
        {
            // A read of stdin does not end when it is cancelled: somebody may never write to it.
            return await stream.ReadAsync(piece, cancellationToken).AsTask().WaitAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            throw CannotRead(fault);
        }
    }

    private Stream Open()
    {
        if (IsStdin)
            return Console.OpenStandardInput();
        try
        {
            RegularFile.Require(path);
            return new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw CannotRead(fault);
        }
    }

    private DiagnosticException CannotRead(Exception fault) => new(
        Diagnostic.Of(InputDescriptors.Unreadable, $"{Name} cannot be read: {fault.Message.TrimEnd('.')}", help: "check the path; '-' reads stdin"), fault);
}
