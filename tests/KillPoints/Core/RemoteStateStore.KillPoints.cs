namespace FlowPlan.Core.State.Remote;

/// <content>Each call to the server is two kill points.</content>
public sealed partial class RemoteStateStore
{
    static partial void Instrument(ref Action<string>? onStep) => onStep = static step => KillPoints.Reach(step);
}
