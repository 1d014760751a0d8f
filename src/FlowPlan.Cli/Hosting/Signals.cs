using System.Runtime.InteropServices;

namespace FlowPlan.Cli.Hosting;

/// <summary>
/// Ctrl-C and SIGTERM in two steps: the first lets changes in flight finish and starts no new ones, the second cancels everything.
/// </summary>
internal sealed class Signals : IDisposable
{
    /// <summary>What is said of a graceful stop.</summary>
    public const string Stopping = "Stopping: changes in flight will finish and be saved; no new changes start. Press Ctrl-C again to stop immediately.";

    private readonly CancellationTokenSource stop = new();
    private readonly CancellationTokenSource abort = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private readonly Action<string> notify;

    /// <summary>Listens until disposed.</summary>
    /// <param name="notify">Is told of a graceful stop.</param>
    public Signals(Action<string> notify)
    {
        this.notify = notify;
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
            registrations.Add(PosixSignalRegistration.Create(signal, Receive));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Abort => abort.Token;

    /// <summary>True while changes are in flight: the first signal then lets them finish. Otherwise it cancels everything.</summary>
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
            notify(Stopping);
            stop.Cancel();
            return;
        }

        stop.Cancel();
        abort.Cancel();
    }
}
