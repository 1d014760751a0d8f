using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Kinds.Schemas.Pulling;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Hosting;

/// <summary>The provider that commands work with, chosen in the composition root.</summary>
internal interface IProviderFactory
{
    /// <summary>The provider's manifest language.</summary>
    IManifestDialect Dialect { get; }

    /// <summary>Binds the provider to an endpoint and a sandbox. Makes no call.</summary>
    /// <returns>The provider, which the caller disposes if it is disposable; or what is missing or wrong in the settings.</returns>
    Outcome<IResourceProvider> Connect(ConnectionSettings settings);

    /// <summary>The part of a connected provider that sends records and reads what became of them.</summary>
    IngestionClient IngestionOf(IResourceProvider provider);

    /// <summary>The part of a connected provider that evaluates mappings and tells the functions of their expressions.</summary>
    MappingService MappingsOf(IResourceProvider provider);

    /// <summary>The part of a connected provider that reads schemas to keep copies of them.</summary>
    SchemaPuller SchemasOf(IResourceProvider provider);

    /// <summary>The part of a connected provider that compares the table of sources with what the platform has.</summary>
    SourceComparison SourcesOf(IResourceProvider provider);

    /// <summary>Makes a manifest and a lockfile of what is live in the sandbox of a connected provider.</summary>
    Task<Outcome<ExportedSandbox>> ExportAsync(IResourceProvider provider, ExportRequest request, CancellationToken cancellationToken);
}

/// <summary>What a provider connects with.</summary>
/// <param name="Variables">The process environment, with the credentials.</param>
/// <param name="Endpoint">The URL that API calls go to; null for the provider's default.</param>
/// <param name="Sandbox">The sandbox.</param>
/// <param name="Parallelism">The maximum number of concurrent API calls.</param>
/// <param name="Time">The clock.</param>
/// <param name="Trace">Is told of each API call; null for nobody.</param>
/// <param name="BeforeWrite">Called before each attempt of a call that may change something; what it throws keeps the attempt from being sent.</param>
/// <param name="Inlets">Where inlets are reached instead of at their own host; null for their own.</param>
internal sealed record ConnectionSettings(
    IReadOnlyDictionary<string, string> Variables, Uri? Endpoint, string Sandbox, int Parallelism, TimeProvider Time, IHttpTrace? Trace, Action BeforeWrite, Uri? Inlets = null);
