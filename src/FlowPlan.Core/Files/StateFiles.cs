using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;

namespace FlowPlan.Core.Files;

/// <summary>Reads the files of a store whole.</summary>
internal static class StateFiles
{
    /// <summary>No lockfile or journal of ours comes near this size; what does is something else.</summary>
    public const long MaxBytes = 1L << 30;

    /// <summary>The content; null when there is no such file.</summary>
    /// <exception cref="DiagnosticException">It cannot be read.</exception>
    public static async Task<byte[]?> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            if (Directory.Exists(file))
                throw new IOException("it is a folder");
            if (!File.Exists(file))
                return null;

            // Shared with everything, so that one who plans is not in the way of one who applies.
            var options = new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 };
            await using var stream = new FileStream(file, options);
            if (stream.Length > MaxBytes)
                throw new DiagnosticException(StateDiagnostics.TooLarge(file, stream.Length, MaxBytes));

            // A journal may grow while it is read: what comes after is not of this reading.
            var content = new byte[stream.Length];
            var read = await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: false, cancellationToken);
            return read == content.Length ? content : content[..read];
        }
        catch (FileNotFoundException)
        {
            // Removed since we looked.
            return null;
        }
        catch (Exception fault) when (FileFaults.IsFileFault(fault))
        {
            throw FileFaults.Reading(file, fault);
        }
    }
}
