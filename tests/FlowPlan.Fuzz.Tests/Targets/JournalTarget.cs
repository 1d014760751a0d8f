using System.IO.Hashing;
using System.Text;
using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Serialization;
using FlowPlan.Fuzz.Tests.Mutating;

namespace FlowPlan.Fuzz.Tests.Targets;

/// <summary>Journals: damaged ones, and ones whose lines have a right checksum over what was never written so. Read, and replayed onto a lockfile.</summary>
internal sealed class JournalTarget() : Target("journals")
{
    private static readonly TextMutator Text = new("{", "}", "\"", "\n", " ", "\\ud800", "null", "-1", "99999999999999999999", "0000000000000000 {}\n", "\"intent\":", "\"state\":", "\0");

    private readonly Tree[] lines =
        [.. Encoding.UTF8.GetString(Samples.Journal).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Tree.Parse(l[17..]))];

    public override void Run(Random random, string folder)
    {
        var given = random.Next(2) == 0 ? Text.Mutate(Samples.Journal, random) : Rewritten(random);
        var read = JournalText.Read("journal", given);
        foreach (var finding in read.Diagnostics)
            _ = DiagnosticText.Of(finding).ToString();
        if (!read.Succeeded)
            return;
        var lockfile = LockfileReader.Read("lockfile", Samples.Lockfile).Value;
        var replayed = JournalReplay.Of(new StateSnapshot(random.Next(2) == 0 ? lockfile : null, read.Value.Entries));
        if (replayed.Lockfile is { } result && !LockfileReader.Read("lockfile", LockfileText.Write(result)).Succeeded)
            throw new InvalidOperationException("A lockfile comes of it that cannot be read.");
    }

    private byte[] Rewritten(Random random)
    {
        var text = new List<byte>();
        var changed = random.Next(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            var line = Encoding.UTF8.GetBytes((i == changed || random.Next(6) == 0 ? TreeMutator.Mutate(lines[i], random) : lines[i]).ToString());
            text.AddRange([.. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(XxHash64.Hash(line))), (byte)' ', .. line, (byte)'\n']);
        }

        return [.. text];
    }
}
