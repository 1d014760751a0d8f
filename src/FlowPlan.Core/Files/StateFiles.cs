using System.Security.Cryptography;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.Files;

/// <summary>Reads whole files of a store.</summary>
internal static class StateFiles
{
    /// <summary>No lockfile or journal of ours comes near this size; a larger file is something else.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>The content; null when there is no such file.</summary>
    /// <exception cref="DiagnosticException">It cannot be read, or is larger than <paramref name="maxBytes"/>.</exception>
    public static Task<byte[]?> ReadAsync(string file, CancellationToken cancellationToken, long maxBytes = MaxBytes) => WithFileAsync(
        file,
        maxBytes,
        async stream =>
        {
            // A journal may grow while it is read: later lines are not part of this read.
            var content = new byte[stream.Length];
            var read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
            return read == content.Length ? content : content[..read];
        });

    /// <summary>The SHA-256 hash of the content in hexadecimal digits; empty when there is no such file.</summary>
    /// <exception cref="DiagnosticException">It cannot be read.</exception>
    public static async Task<string> HashAsync(string file, CancellationToken cancellationToken) =>
        await WithFileAsync(file, MaxBytes, async stream => Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken))) ?? string.Empty;

    private static async Task<T?> WithFileAsync<T>(string file, long maxBytes, Func<FileStream, Task<T>> read)
        where T : class
    {
        try
        {
            RegularFile.Require(file);
            if (!File.Exists(file))
                return null;

            // Shared with everything, so that a plan does not block an apply.
            var options = new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
            await using var stream = new FileStream(file, options);
            return stream.Length > maxBytes ? throw new DiagnosticException(FileDiagnostics.TooLarge(file, stream.Length, maxBytes)) : await read(stream);
        }
        catch (FileNotFoundException)
        {
            // Removed after the check.
            return null;
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            throw FileFaults.Reading(file, fault);
        }
    }
}
