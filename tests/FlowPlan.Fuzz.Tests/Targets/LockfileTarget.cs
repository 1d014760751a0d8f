using System.Text;
using FlowPlan.Cli.Output.Diagnostics;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.FileStore;
using FlowPlan.Fuzz.Tests.Mutating;

namespace FlowPlan.Fuzz.Tests.Targets;

/// <summary>Lockfiles in a real folder: loaded as a plan does, opened and saved as an apply does. A refused one stays as it is.</summary>
internal sealed class LockfileTarget() : Target("lockfiles")
{
    private static readonly TextMutator Text = new(
        "{", "}", "[", "]", "\"", ",", ":", "\\u0000", "\\ud800", "null", "-1", "1e999", "99999999999999999999", "\n<<<<<<< ours\n", "\n=======\n", "\n>>>>>>> theirs\n", "\"$reference\":", "\"$sensitive\":", "\r\n", "🚀", "\"resources\": {}");

    private readonly Tree tree = Tree.Parse(Encoding.UTF8.GetString(Samples.Lockfile));

    public override void Run(Random random, string folder)
    {
        var given = random.Next(2) == 0
            ? Text.Mutate(Samples.Lockfile, random)
            : Encoding.UTF8.GetBytes(TreeMutator.Mutate(tree, random).ToString());
        var store = new FileStateStore(folder, "dev", TimeProvider.System);
        File.WriteAllBytes(store.Description, given);
        var loaded = store.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
        foreach (var finding in loaded.Diagnostics)
            _ = DiagnosticText.Of(finding).ToString();
        var opened = Open(store, out var code);
        if (opened != loaded.Succeeded || (!opened && !loaded.Diagnostics.Any(d => d.Code == code)))
            throw new InvalidOperationException("Loading and opening do not agree.");
        Unchanged.Check(store.Description, given);
        if (Directory.GetFiles(folder).Length != 1)
            throw new InvalidOperationException("Something is left in the folder.");
    }

    /// <summary>Opens it and saves what it says, which writes nothing.</summary>
    private static bool Open(FileStateStore store, out string? code)
    {
        var opened = store.OpenAsync(new LockRequest("apply", TimeSpan.Zero, new("test", Environment.ProcessId, "host", null)), CancellationToken.None).GetAwaiter().GetResult();
        code = opened.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error)?.Code;
        if (opened.Succeeded)
            opened.Value.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return opened.Succeeded;
    }
}
