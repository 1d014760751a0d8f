using FlowPlan.Aep;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Kinds.Schemas.Pulling;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Hosting;

/// <summary>Adobe Experience Platform.</summary>
internal sealed class AepProviderFactory : IProviderFactory
{
    private readonly AepDialect dialect = new();

    public IManifestDialect Dialect => dialect;

    public Outcome<IResourceProvider> Connect(ConnectionSettings settings)
    {
        var read = AepSettingsReader.Read(settings.Variables, settings.Endpoint, settings.Sandbox);
        if (!read.Succeeded)
            return Outcome<IResourceProvider>.Failed(read.Diagnostics);
        var diagnostics = new DiagnosticBag();
        diagnostics.AddRange(read.Diagnostics);
        var own = read.Value with { Parallelism = settings.Parallelism, InletUri = settings.Inlets };
        return Outcome<IResourceProvider>.Of(AepProvider.Create(own, settings.Time, settings.Trace, settings.BeforeWrite), diagnostics);
    }

    public SourceComparison SourcesOf(IResourceProvider provider) => Own(provider).Sources;

    public SchemaPuller SchemasOf(IResourceProvider provider) => Own(provider).Schemas;

    public MappingService MappingsOf(IResourceProvider provider) => Own(provider).Mappings;

    public IngestionClient IngestionOf(IResourceProvider provider) => Own(provider).Ingestion;

    public Task<Outcome<ExportedSandbox>> ExportAsync(IResourceProvider provider, ExportRequest request, CancellationToken cancellationToken) =>
        new SandboxExporter(provider, dialect).ExportAsync(request, cancellationToken);

    private static AepProvider Own(IResourceProvider provider) =>
        provider as AepProvider ?? throw new InvalidOperationException("The provider is not that of Adobe Experience Platform.");
}
