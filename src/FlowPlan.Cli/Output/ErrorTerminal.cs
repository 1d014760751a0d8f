using System.Runtime.InteropServices;

namespace FlowPlan.Cli.Output;

/// <summary>The terminal behind stderr. On Unix the console of .NET knows only that behind stdout, which may be a file.</summary>
internal static class ErrorTerminal
{
    private const int StandardError = 2;
    private const nuint LinuxRequest = 0x5413;
    private const nuint AppleRequest = 0x40087468;

    /// <summary>Its columns; 0 where it does not say.</summary>
    public static int Columns()
    {
        if (OperatingSystem.IsWindows())
            return Console.WindowWidth;
        var size = default(WindowSize);
        var failed = OperatingSystem.IsMacOS()
            ? RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64
                ? IoctlOnStack(StandardError, AppleRequest, 0, 0, 0, 0, 0, 0, ref size)
                : Ioctl(StandardError, AppleRequest, ref size)
            : Ioctl(StandardError, LinuxRequest, ref size);
        return failed == 0 ? size.Columns : 0;
    }

    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Ioctl(int descriptor, nuint request, ref WindowSize size);

    /// <summary>Apple's arm64 passes what follows the named arguments of a variadic function on the stack, which begins after eight registers.</summary>
    [DllImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int IoctlOnStack(int descriptor, nuint request, nint r2, nint r3, nint r4, nint r5, nint r6, nint r7, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
