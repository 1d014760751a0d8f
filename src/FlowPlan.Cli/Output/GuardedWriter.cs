using System.Text;

namespace FlowPlan.Cli.Output;

/// <summary>
/// Stdout or stderr whose failure, such as a full disk behind a redirection, does not stop a command in the middle of an
/// apply: later text is dropped, and <see cref="Failure"/> says why.
/// </summary>
internal sealed class GuardedWriter(TextWriter inner) : TextWriter
{
    /// <summary>Why text was dropped; null while all was written.</summary>
    public IOException? Failure { get; private set; }

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Try(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Try(() => inner.Write(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var text = buffer.ToString();
        Try(() => inner.Write(text));
    }

    public override void Write(string? value) => Try(() => inner.Write(value));

    public override void Flush() => Try(inner.Flush);

    private void Try(Action write)
    {
        if (Failure is not null)
            return;
        try
        {
            write();
        }
        catch (IOException failure)
        {
            Failure = failure;
        }
    }
}
