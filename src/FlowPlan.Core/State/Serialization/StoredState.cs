using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State.Encryption;

namespace FlowPlan.Core.State.Serialization;

/// <summary>The files of a store as read.</summary>
/// <param name="Snapshot">What they contain.</param>
/// <param name="Journal">The journal with the length of its whole lines; null when there is no journal.</param>
/// <param name="Document">The lockfile as it was opened; null when there is none, or when it cannot be read.</param>
internal sealed record StoredState(StateSnapshot Snapshot, JournalContent? Journal, OpenedDocument.Readable? Document)
{
    /// <summary>The text of the lockfile, where it is stored as it would be written now; otherwise null, so that it is written again.</summary>
    public ReadOnlyMemory<byte>? CurrentText => Document is { IsCurrent: true } ? Document.Text : null;

    /// <summary>Whether there is a key, and the lockfile is not encrypted with it.</summary>
    public bool NeedsEncryption(DocumentCipher cipher) => cipher.Encrypts && Snapshot.Lockfile is not null && Document is { IsCurrent: false };

    /// <summary>Reads lockfile and journal, and checks that they belong together; reports the findings of both.</summary>
    /// <param name="path">The lockfile's path, for messages.</param>
    /// <param name="lockfile">Its content; null when there is none.</param>
    /// <param name="journal">The journal's content; null when there is none.</param>
    /// <param name="cipher">The keys.</param>
    /// <param name="replaces">What counts as none. What is encrypted with a key that is not set is never replaced: it is not damaged.</param>
    public static Outcome<StoredState> Read(string path, byte[]? lockfile, byte[]? journal, DocumentCipher cipher, Replaceable replaces = Replaceable.Usable)
    {
        var journalPath = path + ".journal";
        var diagnostics = new DiagnosticBag();
        var document = lockfile is null ? null : cipher.Open(DocumentKind.Lockfile, lockfile);
        var readLockfile = document is null ? null : LockfileReader.Read(path, document, cipher);
        var readJournal = journal is null ? null : JournalText.Read(journalPath, journal, cipher);
        if (replaces == Replaceable.Anything)
            (readLockfile, readJournal) = (UnlessDamaged(readLockfile), UnlessDamaged(readJournal));
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

        return Outcome<StoredState>.Of(new(new(readLockfile?.Value, readJournal?.Value?.Entries ?? []), readJournal?.Value, document as OpenedDocument.Readable), diagnostics);
    }

    private static Outcome<T>? UnlessDamaged<T>(Outcome<T>? read)
        where T : class =>
        read is null || read.Succeeded || read.Diagnostics.Any(d => EncryptionDescriptors.All.Contains(d.Descriptor)) ? read : null;
}
