using FlowPlan.Aep.Dialect;
using FlowPlan.Cli.Commands;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Hosting;

/// <summary>What a command works with: who it talks to, the environment of the process, the signals, the dialect.</summary>
internal sealed record CommandHost(
    IReporter Reporter,
    IReadOnlyDictionary<string, string> ProcessEnvironment,
    Signals Signals,
    TimeProvider Time)
{
    /// <summary>The manifest's words.</summary>
    public IManifestDialect Dialect { get; } = new AepDialect();
}
