using FlowPlan.Core.State;
using FlowPlan.Core.Values;

namespace FlowPlan.Core.Tests.Support;

/// <summary>State in memory, with the journal that a run has written so far.</summary>
internal sealed class MemorySession(Lockfile? lockfile, params JournalEntry[] left) : IStateSession, IJournal
{
    private readonly Lock gate = new();

    public Lockfile? Saved { get; private set; } = lockfile;

    public List<JournalEntry> Entries { get; } = [.. left];

    /// <summary>Everything that was made durable, in order, such as <c>begin Create base.a</c>, also what has left the journal since.</summary>
    public List<string> Log { get; } = [];

    public int Saves { get; private set; }

    /// <summary>How many intents are in the journal.</summary>
    public int Intents
    {
        get
        {
            lock (gate)
                return Entries.OfType<JournalEntry.Intended>().Count();
        }
    }

    /// <summary>Makes a save fail, by its number from 1.</summary>
    public Func<int, Exception?> FailSave { get; set; } = _ => null;

    public StateSnapshot Snapshot { get; } = new(lockfile, [.. left]);

    public bool NeedsEncryption { get; init; }

    public IJournal Journal => this;

    public void EnsureHeld()
    {
    }

    /// <summary>Runs during each save.</summary>
    public Func<Task> Saving { get; set; } = () => Task.CompletedTask;

    public async Task SaveAsync(Lockfile lockfile, CancellationToken cancellationToken)
    {
        Saves++;
        if (FailSave(Saves) is { } failure)
            throw failure;
        await Saving();
        Saved = lockfile;
        Write($"save {lockfile.Serial}: {string.Join(' ', lockfile.Resources.Keys)}");
    }

    public Task LeavePointerAsync(MovedState moved, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task OpenAsync(Lockfile lockfile) => AddAsync(n => new JournalEntry.Opened(n, lockfile.Lineage, lockfile.Scope));

    public Task<long> BeginAsync(JournalIntent intent, CancellationToken cancellationToken) =>
        AddAsync(n => new JournalEntry.Intended(n, intent));

    /// <summary>Runs before each outcome becomes durable.</summary>
    public Func<Task> Completing { get; set; } = () => Task.CompletedTask;

    public async Task CompleteAsync(long intent, ResourceAddress address, ResourceState? state)
    {
        await Completing();
        await AddAsync(n => new JournalEntry.Recorded(n, intent, address, state));
    }

    public Task RecordAsync(ResourceAddress address, ResourceState? state) =>
        AddAsync(n => new JournalEntry.Recorded(n, null, address, state));

    public void Note(ResourceAddress address, ResourceState state) => RecordAsync(address, state).GetAwaiter().GetResult();

    public Task FailAsync(long intent, bool nothingHappened, string code) =>
        AddAsync(n => new JournalEntry.Failed(n, intent, nothingHappened, code));

    public Task ClearAsync()
    {
        lock (gate)
            Entries.Clear();
        Write("clear");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<long> AddAsync(Func<long, JournalEntry> make)
    {
        lock (gate)
        {
            Entries.Add(make(Entries.Count));
            Write(Entries[^1] switch
            {
                JournalEntry.Intended(_, var intent) => $"begin {intent.Operation} {intent.Address}",
                JournalEntry.Recorded(_, { }, var address, var state) => $"outcome {address} {state?.Id ?? "gone"}",
                JournalEntry.Recorded(_, null, var address, _) => $"record {address}",
                JournalEntry.Failed(_, _, var nothing, var code) => $"{(nothing ? "rejected" : "unknown")} {code}",
                _ => "open",
            });
            return Task.FromResult((long)Entries.Count - 1);
        }
    }

    private void Write(string line)
    {
        lock (gate)
            Log.Add(line);
    }
}
