using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State.Encryption;

namespace FlowPlan.Cli.Hosting;

/// <summary>What a command works with: its output, the process environment, the signals, the clock, the provider.</summary>
internal sealed record CommandHost(
    CommandOutput Output,
    IReadOnlyDictionary<string, string> ProcessEnvironment,
    Signals Signals,
    TimeProvider Time,
    IProviderFactory Providers,
    CommandLog Log,
    TextReader Input)
{
    public IReporter Reporter => Output.Reporter;

    /// <summary>The states that the command works with.</summary>
    public StateStores Stores { get; } = new(ProcessEnvironment, Time, warning => Output.Reporter.Diagnostics([warning]));

    /// <summary>The keys for saved plans and lockfiles in files.</summary>
    /// <exception cref="Core.Diagnostics.DiagnosticException">A variable is not a key.</exception>
    public DocumentCipher Cipher => DocumentCipher.Of(ProcessEnvironment);

    public IManifestDialect Dialect => Providers.Dialect;
}
