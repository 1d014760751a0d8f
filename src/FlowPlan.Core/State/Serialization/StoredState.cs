using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Core.State.Serialization;

/// <summary>The files of a store as read.</summary>
/// <param name="Snapshot">What they contain.</param>
/// <param name="Journal">The journal with the length of its whole lines; null when there is no journal.</param>
internal sealed record StoredState(StateSnapshot Snapshot, JournalContent? Journal)
{
    /// <summary>Reads lockfile and journal, and checks that they belong together; reports the findings of both.</summary>
    /// <param name="path">The lockfile's path, for messages.</param>
    /// <param name="lockfile">Its content; null when there is none.</param>
    /// <param name="journal">The journal's content; null when there is none.</param>
    /// <param name="replaces">What counts as none.</param>
    public static Outcome<StoredState> Read(string path, byte[]? lockfile, byte[]? journal, Replaceable replaces = Replaceable.Usable)
    {
        var journalPath = path + ".journal";
        var diagnostics = new DiagnosticBag();
        var readLockfile = lockfile is null ? null : LockfileReader.Read(path, lockfile);
        var readJournal = journal is null ? null : JournalText.Read(journalPath, journal);
        if (replaces == Replaceable.Anything)
            (readLockfile, readJournal) = (readLockfile?.Succeeded == true ? readLockfile : null, readJournal?.Succeeded == true ? readJournal : null);
        else if (replaces == Replaceable.Moved && readLockfile?.Diagnostics is [{ Descriptor: var only }] && only == StateDescriptors.StateMoved)
            readLockfile = null;
        diagnostics.AddRange(readLockfile?.Diagnostics ?? []);
        diagnostics.AddRange(readJournal?.Diagnostics ?? []);
        if (readLockfile?.Value is { } state
            && readJournal?.Value?.Entries.FirstOrDefault() is JournalEntry.Opened opened
            && opened.Lineage != state.Lineage)
        {
            diagnostics.Add(JournalDiagnostics.OtherLineage(journalPath, state.Lineage, opened.Lineage));
        }

        return Outcome<StoredState>.Of(new(new(readLockfile?.Value, readJournal?.Value?.Entries ?? []), readJournal?.Value), diagnostics);
    }
}
