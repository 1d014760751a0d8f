namespace FlowPlan.Benchmarks.SharedState;

/// <summary>A place where the state can be kept, which is started for the measurement.</summary>
internal abstract class StateServer : IAsyncDisposable
{
    /// <summary>The name in the table.</summary>
    public abstract string Name { get; }

    /// <summary>The port that requests go to; null for files.</summary>
    public abstract int? Port { get; }

    /// <summary>The variables with which a command keeps a new state there.</summary>
    /// <param name="port">The port that the command is to use.</param>
    /// <param name="state">A name that no other state has.</param>
    public abstract Dictionary<string, string> Settings(int port, string state);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <summary>Files beside the manifest.</summary>
internal sealed class FileState : StateServer
{
    public override string Name => "files";

    public override int? Port => null;

    public override Dictionary<string, string> Settings(int port, string state) => [];
}
