namespace FlowPlan.Core.Files;

/// <summary>A step after which what is on disk differs, or is safer, than before.</summary>
internal enum FileStep
{
    /// <summary>The new content is in a temporary file, perhaps not on disk yet.</summary>
    TemporaryWritten,

    /// <summary>The temporary file is on disk.</summary>
    TemporaryFlushed,

    /// <summary>The temporary file stands in the place of the old one.</summary>
    Renamed,

    /// <summary>The folder's record of a rename or removal is on disk.</summary>
    FolderFlushed,

    /// <summary>Lines are behind the journal's end, perhaps not on disk yet.</summary>
    Appended,

    /// <summary>The journal's lines are on disk.</summary>
    AppendedFlushed,

    /// <summary>A file is removed.</summary>
    Removed,

    /// <summary>The lock is taken.</summary>
    LockTaken,

    /// <summary>The lock is given back.</summary>
    LockReleased,
}

/// <summary>Told of each step as it is done; what it throws counts as that step's failure.</summary>
internal delegate void FileStepObserver(FileStep step, string path);
