using FlowPlan.Aep.Http;
using FlowPlan.Aep.Http.Messages;

namespace FlowPlan.Aep.Tests.Support;

/// <summary>Keeps what is traced.</summary>
internal sealed class Recorder : IHttpTrace
{
    public List<HttpTraceEntry> Entries { get; } = [];

    public List<HttpWait> Waits { get; } = [];

    public void Waiting(HttpWait wait)
    {
        lock (Waits)
            Waits.Add(wait);
    }

    public void Completed(HttpTraceEntry entry)
    {
        lock (Entries)
            Entries.Add(entry);
    }
}
