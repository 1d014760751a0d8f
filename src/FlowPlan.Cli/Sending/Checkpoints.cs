using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Files;

namespace FlowPlan.Cli.Sending;

/// <summary>What a checkpoint belongs to: the flow and the input.</summary>
/// <param name="FlowId">The ID of the flow.</param>
/// <param name="Fingerprint">What tells the input from others.</param>
internal sealed record CheckpointOwner(string FlowId, string Fingerprint)
{
    /// <summary>The first line of the checkpoint.</summary>
    public string Header => $"flowplan-send 1 {FlowId} {Fingerprint}";
}

/// <summary>Opens checkpoints: where they are, and whether a send may begin, continue or start again.</summary>
internal static class Checkpoints
{
    /// <summary>The default place of the checkpoint of an input: beside the manifest.</summary>
    public static string PathFor(string folder, string environment, string flow, string inputPath)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(inputPath)))[..12];
        return Path.Combine(folder, ".flowplan", string.Create(CultureInfo.InvariantCulture, $"send-{environment}-{flow}-{digest}.checkpoint"));
    }

    /// <summary>Opens a checkpoint.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">What it must belong to.</param>
    /// <param name="resume">Whether to continue from it; it must exist then.</param>
    /// <param name="restart">Whether to start again whatever it says.</param>
    /// <exception cref="DiagnosticException">It cannot be used.</exception>
    public static Checkpoint Open(string path, CheckpointOwner owner, bool resume, bool restart)
    {
        try
        {
            RegularFile.Require(path);
            if (File.Exists(path) && !resume && !restart)
            {
                throw new DiagnosticException(Diagnostic.Of(
                    SendDescriptors.Unfinished,
                    $"an earlier send of this input did not end: its checkpoint is {path}",
                    help: "continue it with --resume, or start again with --restart"));
            }

            var state = new CheckpointState();
            if (resume)
                Read(path, owner, state);
            else
                Begin(path, owner);
            return new(path, state);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, fault);
        }
    }

    /// <summary>Why a file of a send cannot be written.</summary>
    public static DiagnosticException CannotWrite(string path, Exception fault) => new(
        Diagnostic.Of(SendDescriptors.CannotWrite, $"{path} cannot be written: {fault.Message.TrimEnd('.')}", help: "make its folder writable"), fault);

    private static void Begin(string path, CheckpointOwner owner)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        DurableFile.WritePrivate(path, Encoding.UTF8.GetBytes(owner.Header + "\n"));
    }

    private static void Read(string path, CheckpointOwner owner, CheckpointState state)
    {
        if (!File.Exists(path))
            throw Mismatch($"there is no checkpoint {path}", "send without --resume");
        using var reader = new StreamReader(path, Encoding.UTF8);
        if (reader.ReadLine() != owner.Header)
            throw Mismatch($"the checkpoint {path} is of another input or flow", "give the file and flow of the earlier send, or start again with --restart");
        while (reader.ReadLine() is { } line)
        {
            // The last line may be incomplete: it is ignored, which sends its record again.
            if (!state.Apply(line) && reader.Peek() >= 0)
                throw Mismatch($"the checkpoint {path} is damaged", "start again with --restart");
        }
    }

    private static DiagnosticException Mismatch(string message, string help) => new(Diagnostic.Of(SendDescriptors.CheckpointMismatch, message, help: help));
}
