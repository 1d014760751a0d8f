using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Journaling;

/// <summary>Where the lines of a journal go. A <see cref="JournalQueue"/> makes one call at a time, and none after one that failed.</summary>
internal interface IJournalSink : IAsyncDisposable
{
    /// <summary>Appends whole lines; they are durable when the task ends. The memory is used for other lines afterwards.</summary>
    /// <exception cref="DiagnosticException">They cannot be written.</exception>
    ValueTask AppendAsync(ReadOnlyMemory<byte> lines);

    /// <summary>Removes all lines.</summary>
    /// <exception cref="DiagnosticException">They cannot be removed.</exception>
    ValueTask ClearAsync();
}
