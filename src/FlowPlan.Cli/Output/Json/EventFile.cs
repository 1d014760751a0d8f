using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Output.Json;

/// <summary>The file of <c>--events</c>. When it can no longer be written, the command goes on without it, and says so at its end.</summary>
internal sealed class EventFile : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;
    private readonly GuardedWriter lines;

    private EventFile(string path, FileStream stream)
    {
        (this.path, this.stream) = (path, stream);
        lines = new GuardedWriter(new StreamWriter(stream) { NewLine = "\n" }) { NewLine = "\n" };
    }

    /// <summary>Takes the lines of the file. Each must be flushed.</summary>
    public TextWriter Lines => lines;

    /// <summary>Why lines are missing in the file; null while all are there.</summary>
    public Diagnostic? Failure => lines.Failure is { } failure ? Failed(path, failure.Message) : null;

    /// <summary>Creates the file, readable by its owner alone: a plan may hold what others should not read.</summary>
    public static Outcome<EventFile> Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            return Outcome<EventFile>.Of(new EventFile(path, new FileStream(path, options)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Outcome<EventFile>.Failed(Failed(path, fault.Message));
        }
    }

    public void Dispose()
    {
        lines.Dispose();
        stream.Dispose();
    }

    private static Diagnostic Failed(string path, string why) => Diagnostic.Of(
        CliDescriptors.OutputFailed, $"cannot write to {path}: {why.TrimEnd('.')}", help: "name a file that can be written, on a disk with free space");
}
