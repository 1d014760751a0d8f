using System.Runtime.CompilerServices;
using System.Text.Json;
using FlowPlan.Aep.Json;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Services.Observability;
using FlowPlan.Aep.Services.StreamingIngestion;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Ingestion;

/// <summary>The data plane of one organization and sandbox: sends records and reads what became of them.</summary>
public sealed class IngestionClient
{
    private const string AdobeInlets = ".adobedc.net";
    private const string InletMetric = "timeseries.data.collection.inlet.";

    private static readonly string[] InletMetrics = [InletMetric + "total.messages.received", InletMetric + "success", InletMetric + "failure"];

    private readonly AepSettings settings;
    private readonly FlowServiceClient flows;
    private readonly InletTransport inlets;
    private readonly MetricsClient metrics;

    internal IngestionClient(AepSettings settings, FlowServiceClient flows, InletTransport inlets, BatchClient batches, MetricsClient metrics)
    {
        (this.settings, this.flows, this.inlets, this.metrics) = (settings, flows, inlets, metrics);
        Dataset = new(batches);
    }

    /// <summary>Reads what was written to datasets.</summary>
    public DatasetReader Dataset { get; }

    /// <summary>How long a new flow takes until it accepts data.</summary>
    public TimeSpan FlowDelay => settings.FlowDelay;

    /// <summary>Writes the records of an inlet as requests.</summary>
    /// <exception cref="DiagnosticException">The inlet is at a host that its records or the access token are not sent to.</exception>
    public MessageWriter WriterFor(Inlet inlet, MessageForm form)
    {
        ArgumentNullException.ThrowIfNull(inlet);
        Check(inlet);
        return new(inlet, form, settings.Organization, settings.Sandbox);
    }

    /// <summary>Sends records.</summary>
    /// <returns>The outcome of each record, in their order.</returns>
    /// <exception cref="ProviderException">The inlet refuses all requests of this kind, or does not take any now.</exception>
    public Task<IReadOnlyList<RecordOutcome>> SendAsync(InletRequest request, CancellationToken cancellationToken) => inlets.PostAsync(request, cancellationToken);

    /// <summary>A flow as it is now.</summary>
    /// <exception cref="DiagnosticException">It does not exist.</exception>
    public async Task<FlowStatus> ReadFlowAsync(DeployedFlow deployed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployed);
        return await flows.GetAsync("flows", deployed.Id, cancellationToken) is { } flow
            ? new(flow.TextAt("state"), flow.TimeAt("createdAt"))
            : throw new DiagnosticException(Diagnostic.Of(
                IngestionDescriptors.FlowIsGone, $"{deployed.Address} ({deployed.Id}) does not exist any more", help: "run 'flowplan plan': it shows what was deleted"));
    }

    /// <summary>The runs of a flow since a time, the latest first.</summary>
    public async IAsyncEnumerable<FlowRun> RunsAsync(DeployedFlow deployed, DateTimeOffset since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deployed);
        await foreach (var element in flows.ListRunsAsync(deployed.Id, cancellationToken))
        {
            var run = FlowRun.Read(element);
            if ((run.Completed ?? run.Created) < since)
                yield break;
            yield return run;
        }
    }

    /// <summary>How many messages an inlet counts since a time; the service counts with a delay of minutes.</summary>
    /// <exception cref="ProviderException">The metrics cannot be read.</exception>
    public async Task<InletCounts> CountsAsync(Inlet inlet, DateTimeOffset since, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(inlet);
        var counts = await metrics.SumAsync(InletMetrics, "inletId", inlet.InletId, since, until, cancellationToken);
        return new(counts[0], counts[1], counts[2]);
    }

    /// <summary>A connection; undefined if it does not exist.</summary>
    internal async Task<JsonElement> ReadConnectionAsync(string id, CancellationToken cancellationToken) =>
        await flows.GetAsync("connections", id, cancellationToken) ?? default;

    /// <summary>The lockfile is in a repository: whoever changes a URL in it must not get records in plain text, or the access token.</summary>
    private void Check(Inlet inlet)
    {
        if (settings.InletUri is not null)
            return;
        var url = inlet.Url;
        if (!AepSettingsReader.IsSafe(url))
            throw NotTrusted($"the inlet of {inlet.Flow} is at {url.Scheme}://{url.Host}, which is not encrypted", "records are sent over https, or unencrypted to this machine only");
        if (inlet.RequiresToken && !IsTrusted(url))
            throw NotTrusted($"the inlet of {inlet.Flow} is at {url.Host}, which is not a host of Adobe: the access token is not sent there", "run 'flowplan apply', which reads the URL of the inlet again; if it differs from the lockfile, somebody changed the lockfile");
    }

    private bool IsTrusted(Uri url) =>
        url.Host.EndsWith(AdobeInlets, StringComparison.OrdinalIgnoreCase) || url.IsLoopback || url.Authority == settings.PlatformUri.Authority;

    private static DiagnosticException NotTrusted(string message, string help) => new(Diagnostic.Of(IngestionDescriptors.InletNotTrusted, message, help: help));
}
