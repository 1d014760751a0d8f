using FlowPlan.Aep.Http;

namespace FlowPlan.Aep.Tests.Support;

/// <summary>Keeps what is traced.</summary>
internal sealed class Recorder : IHttpTrace
{
    public List<HttpTraceEntry> Entries { get; } = [];

    public void Completed(HttpTraceEntry entry)
    {
        lock (Entries)
            Entries.Add(entry);
    }
}
