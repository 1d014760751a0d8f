using System.Runtime.Versioning;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>A folder into which nobody writes for a while: by its mode, or, for root, whom no mode binds, by a disk that is read-only.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ReadOnlyFolder : IDisposable
{
    private readonly string folder;
    private readonly UnixFileMode mode;
    private readonly SmallDisk? disk;

    private ReadOnlyFolder(string folder, SmallDisk? disk)
    {
        this.folder = folder;
        this.disk = disk;
        mode = File.GetUnixFileMode(folder);
    }

    /// <summary>Makes a folder read-only, with what is in it; where that cannot be, the test is skipped with the reason.</summary>
    public static ReadOnlyFolder Of(string folder)
    {
        var made = new ReadOnlyFolder(folder, Environment.IsPrivilegedProcess ? SmallDisk.Over(folder) : null);
        if (made.disk is null)
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        else
            made.disk.MakeReadOnly();
        return made;
    }

    public void MakeWritable()
    {
        if (disk is null)
            File.SetUnixFileMode(folder, mode);
        else
            disk.MakeWritable();
    }

    public void Dispose()
    {
        MakeWritable();
        disk?.Dispose();
    }
}
