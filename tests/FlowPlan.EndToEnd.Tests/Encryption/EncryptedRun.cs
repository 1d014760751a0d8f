using System.Text;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Encryption;

/// <summary>Commands that are given encryption keys.</summary>
internal static class EncryptedRun
{
    /// <summary>The variables of a command: a key to write with, and keys that are tried for reading.</summary>
    public static Dictionary<string, string> Settings(string? key, string? oldKeys = null)
    {
        var settings = new Dictionary<string, string>(Platform.Credentials);
        if (key is not null)
            settings["FLOWPLAN_ENCRYPTION_KEY"] = key;
        if (oldKeys is not null)
            settings["FLOWPLAN_ENCRYPTION_OLD_KEYS"] = oldKeys;
        return settings;
    }

    /// <summary>Runs a command against an emulator.</summary>
    public static Task<ProcessResult> RunAsync(Platform platform, Workspace workspace, Dictionary<string, string> settings, params string[] arguments) =>
        FlowPlanProcess.RunAsync(workspace.Folder, settings, [.. arguments, "--endpoint", platform.Target]);

    /// <summary>The files of a folder that hold one of some words, each with the word; but for those that the test wrote.</summary>
    public static IReadOnlyList<string> Disclosures(Workspace workspace, IEnumerable<string> words)
    {
        var known = words.Select(w => (Word: w, Bytes: Encoding.UTF8.GetBytes(w))).ToList();
        return
        [
            .. Directory.EnumerateFiles(workspace.Folder, "*", SearchOption.AllDirectories)
                .Where(f => !workspace.Written.ContainsKey(Path.GetRelativePath(workspace.Folder, f)))
                .SelectMany(f => known.Where(w => File.ReadAllBytes(f).AsSpan().IndexOf(w.Bytes) >= 0).Select(w => $"{Path.GetFileName(f)}: {w.Word}")),
        ];
    }
}
