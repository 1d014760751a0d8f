using System.Globalization;
using System.Text;

namespace FlowPlan.Cli.Sending;

/// <summary>
/// The record of a send on disk: a line before a record is sent, and one when it has an outcome. Lines are handed to the operating system
/// at once, so that they survive the end of the process, whatever ends it.
/// </summary>
internal sealed class Checkpoint : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private readonly Lock gate = new();

    internal Checkpoint(string path, CheckpointState state)
    {
        this.path = path;
        State = state;
        file = new(path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 0 });
        if (state.InFlight.Count > 0 || state.UnknownCount > 0)
            WriteText("\n");
    }

    /// <summary>What the earlier send said.</summary>
    public CheckpointState State { get; }

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>Records are about to be sent.</summary>
    public void Start(IEnumerable<long> numbers) => Write(numbers.Select(n => (CheckpointMarks.Started, n)));

    /// <summary>Records have an outcome, or were not taken.</summary>
    public void End(IEnumerable<(char Mark, long Number)> outcomes) => Write(outcomes);

    /// <summary>Every record has an outcome: the checkpoint is not needed any more.</summary>
    public void Remove()
    {
        file.Dispose();
        try
        {
            File.Delete(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Checkpoints.CannotWrite(path, fault);
        }
    }

    public void Dispose() => file.Dispose();

    private void Write(IEnumerable<(char Mark, long Number)> lines)
    {
        var text = new StringBuilder();
        foreach (var (mark, number) in lines)
            text.Append(mark).Append(number.ToString(CultureInfo.InvariantCulture)).Append('\n');
        WriteText(text.ToString());
    }

    private void WriteText(string text)
    {
        try
        {
            lock (gate)
                file.Write(Encoding.ASCII.GetBytes(text));
        }
        catch (IOException fault)
        {
            throw Checkpoints.CannotWrite(path, fault);
        }
    }
}
