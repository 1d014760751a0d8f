using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FlowPlan.Benchmarks.Scale.Processes;

/// <summary>The system calls that wait for a process and tell what it used.</summary>
internal static partial class Linux
{
    private const int SetChildSubreaper = 36;

    /// <summary>Makes this process the parent of the orphans below it, so that it can wait for them.</summary>
    public static void AdoptOrphans()
    {
        if (Prctl(SetChildSubreaper, 1, 0, 0, 0) != 0)
            throw new Win32Exception();
    }

    /// <summary>Waits until a child has ended.</summary>
    /// <returns>Its exit code, or 128 and the signal that ended it, and what it used.</returns>
    public static (int ExitCode, TimeSpan Cpu, long PeakBytes) Wait(int process)
    {
        const int Interrupted = 4;
        var usage = default(ResourceUsage);
        var status = 0;
        while (Wait4(process, ref status, 0, ref usage) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Interrupted)
                throw new Win32Exception();
        }

        var signal = status & 0x7f;
        return (signal == 0 ? (status >> 8) & 0xff : 128 + signal, usage.User.Span + usage.System.Span, usage.PeakKibibytes * 1024);
    }

    [LibraryImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Prctl(int option, nuint value, nuint unused3, nuint unused4, nuint unused5);

    [LibraryImport("libc", EntryPoint = "wait4", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int Wait4(int process, ref int status, int options, ref ResourceUsage usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public nint Seconds;
        public nint Microseconds;

        public readonly TimeSpan Span => TimeSpan.FromSeconds((long)Seconds) + TimeSpan.FromMicroseconds((long)Microseconds);
    }

    /// <summary>The kernel's <c>rusage</c> on 64 bits, of which the rest is not needed.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 144)]
    private struct ResourceUsage
    {
        public Time User;
        public Time System;
        public nint PeakKibibytes;
    }
}
