using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace FlowPlan.Core.Files;

/// <summary>
/// Opening on Unix without what .NET adds to it: .NET refuses to open a folder, which must be opened to be flushed, and asks
/// for a lock on each file, which must not be asked for to read a file that is locked.
/// </summary>
internal static class Posix
{
    /// <summary>Opens a file or folder for reading, without a lock.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle OpenForReading(string path)
    {
        const int ReadOnly = 0;
        var descriptor = Open(path, ReadOnly);
        var error = Marshal.GetLastPInvokeError();
        return descriptor >= 0
            ? new SafeFileHandle(descriptor, ownsHandle: true)
            : throw new IOException($"cannot open '{path}': {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
