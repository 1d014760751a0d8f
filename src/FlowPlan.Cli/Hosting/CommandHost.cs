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

    /// <summary>The CI job that runs this process, where one says so.</summary>
    public string? JobUrl =>
        ProcessEnvironment.TryGetValue("GITHUB_RUN_ID", out var run)
            ? $"{ProcessEnvironment.GetValueOrDefault("GITHUB_SERVER_URL")}/{ProcessEnvironment.GetValueOrDefault("GITHUB_REPOSITORY")}/actions/runs/{run}"
            : ProcessEnvironment.GetValueOrDefault("CI_JOB_URL") ?? ProcessEnvironment.GetValueOrDefault("BUILD_URL");
}
