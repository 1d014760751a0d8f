using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Support;

/// <summary>State in memory, with the journal that a run has written so far.</summary>
internal sealed class MemorySession(Lockfile? lockfile) : IStateSession, IJournal
{
    private readonly Lock gate = new();

    public Lockfile? Saved { get; private set; } = lockfile;

    public List<JournalEntry> Entries { get; } = [];

    public int Saves { get; private set; }

    /// <summary>Makes a save fail, by its number from 1.</summary>
    public Func<int, Exception?> FailSave { get; set; } = _ => null;

    public StateSnapshot Snapshot { get; } = new(lockfile, []);

    public IJournal Journal => this;

    public Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken)
    {
        Saves++;
        if (FailSave(Saves) is { } failure)
            throw failure;
        Saved = lockfile;
        return Task.CompletedTask;
    }

    public Task OpenAsync(Lockfile lockfile) => AddAsync(n => new JournalEntry.Opened(n, lockfile.Lineage, lockfile.Scope));

    public Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken) =>
        AddAsync(n => new JournalEntry.Intended(n, intent));

    public Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state) =>
        AddAsync(n => new JournalEntry.Recorded(n, intent, address, state));

    public Task RecordAsync(ResourceAddress address, ResourceState? state) =>
        AddAsync(n => new JournalEntry.Recorded(n, null, address, state));

    public Task FailAsync(long intent, bool nothingHappened, string code) =>
        AddAsync(n => new JournalEntry.Failed(n, intent, nothingHappened, code));

    public Task ClearAsync()
    {
        lock (gate)
            Entries.Clear();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<long> AddAsync(Func<long, JournalEntry> make)
    {
        lock (gate)
        {
            Entries.Add(make(Entries.Count));
            return Task.FromResult((long)Entries.Count - 1);
        }
    }
}
