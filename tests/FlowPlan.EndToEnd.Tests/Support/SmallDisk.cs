using System.Diagnostics;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>A small disk of its own at a folder, which a test can fill up or make read-only; Linux gives one to root alone.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string folder;
    private readonly string filler;

    private SmallDisk(string folder)
    {
        this.folder = folder;
        filler = Path.Combine(folder, "filler");
    }

    /// <summary>Puts a disk with what is in a folder over that folder; where none is to be had, the test is skipped with the reason.</summary>
    public static SmallDisk Over(string folder)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            Assert.Ignore("only root on Linux can mount a disk for this test");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(folder, f), File.ReadAllBytes);
        if (Run("mount", "-t", "tmpfs", "-o", "size=256k", "flowplan-test", folder) is { } refused)
            Assert.Ignore($"no disk can be mounted here: {refused}");
        foreach (var (name, content) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, name))!);
            File.WriteAllBytes(Path.Combine(folder, name), content);
        }

        return new(folder);
    }

    /// <summary>Leaves no room, not even for one file of a byte.</summary>
    public void Fill()
    {
        using var stream = new FileStream(filler, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        try
        {
            while (true)
                stream.Write(new byte[4096]);
        }
        catch (IOException)
        {
            TestContext.Progress.WriteLine($"{stream.Length} bytes fill the disk");
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(filler);

    public void MakeReadOnly() => Remount("ro");

    public void MakeWritable() => Remount("rw");

    public void Dispose()
    {
        if (Run("umount", folder) is not null && Run("umount", "-l", folder) is { } refused)
            throw new InvalidOperationException($"The disk at {folder} stays: {refused}");
    }

    private void Remount(string how)
    {
        if (Run("mount", "-o", $"remount,{how}", folder) is { } refused)
            throw new InvalidOperationException(refused);
    }

    /// <summary>Runs a program; what it says if it fails, else null.</summary>
    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : said.Trim();
    }
}
