namespace FlowPlan.Core.Files;

/// <summary>A step after which what is on disk differs, or is safer, than before.</summary>
internal enum FileStep
{
    /// <summary>The new content is in a temporary file, perhaps not on disk yet.</summary>
    TemporaryWritten,

    /// <summary>The temporary file is on disk.</summary>
    TemporaryFlushed,

    /// <summary>The temporary file is renamed over the old one.</summary>
    Renamed,

    /// <summary>The folder's record of a rename or removal is on disk.</summary>
    FolderFlushed,

    /// <summary>Lines are appended to the journal, perhaps not on disk yet.</summary>
    Appended,

    /// <summary>The journal's lines are on disk.</summary>
    AppendedFlushed,

    /// <summary>A file is removed.</summary>
    Removed,

    /// <summary>The lock is taken.</summary>
    LockTaken,

    /// <summary>The lock is released.</summary>
    LockReleased,
}

/// <summary>Called after each step; an exception from it counts as the failure of that step.</summary>
internal delegate void FileStepObserver(FileStep step, string path);
