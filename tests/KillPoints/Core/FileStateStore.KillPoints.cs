using FlowPlan.Core.Files;

namespace FlowPlan.Core.State.FileStore;

/// <content>Every step that changes what is on disk is a kill point.</content>
public sealed partial class FileStateStore
{
    static partial void Instrument(ref FileStepObserver? onStep) => onStep = static (step, path) => KillPoints.Reach($"file {Role(path)}: {step}");

    private static string Role(string path)
    {
        var name = Path.GetFileName(path);
        var mark = name.IndexOf(".lock.json", StringComparison.Ordinal);
        return mark < 0 ? name : "lockfile" + name[(mark + ".lock.json".Length)..];
    }
}
