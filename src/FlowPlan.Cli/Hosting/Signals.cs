using System.Runtime.InteropServices;

namespace FlowPlan.Cli.Hosting;

/// <summary>
/// Ctrl-C and SIGTERM in two steps: the first lets what is in flight end and begins nothing new, the second stops at once.
/// </summary>
internal sealed class Signals : IDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Action<string> tell;

    /// <summary>Listens until disposed.</summary>
    /// <param name="tell">Told once at each step.</param>
    public Signals(Action<string> tell)
    {
        this.tell = tell;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            registrations.Add(PosixSignalRegistration.Create(signal, Receive));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Abort => abort.Token;

    /// <summary>Whether the first signal is to stop a read-only command at once.</summary>
    public bool GentleStop { get; set; }

    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        stop.Dispose();
        abort.Dispose();
    }

    private void Receive(PosixSignalContext context)
    {
        context.Cancel = true;
        if (GentleStop && !stop.IsCancellationRequested)
        {
            tell("Stopping: nothing new is begun, what is in flight is finished and recorded. Press Ctrl-C again to stop at once.");
            stop.Cancel();
            return;
        }

        stop.Cancel();
        abort.Cancel();
    }
}
