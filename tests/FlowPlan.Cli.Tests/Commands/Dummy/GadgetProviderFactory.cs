using FlowPlan.Aep;
using FlowPlan.Aep.Dialect;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Kinds.Schemas.Pulling;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Aep.Settings;
using FlowPlan.Aep.Tests.Kinds.Dummy;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;

namespace FlowPlan.Cli.Tests.Commands.Dummy;

/// <summary>Adobe Experience Platform with one kind more: the gadgets of a service in memory.</summary>
internal sealed class GadgetProviderFactory : IProviderFactory
{
    private readonly IReadOnlyList<KindDefinition> kinds;
    private readonly AepDialect dialect;

    public GadgetProviderFactory(GadgetService service)
    {
        kinds = [.. AepKinds.All, new GadgetDefinition(service)];
        dialect = new(kinds);
    }

    public IManifestDialect Dialect => dialect;

    public SchemaPuller SchemasOf(IResourceProvider provider) => throw new NotSupportedException();

    public Outcome<IResourceProvider> Connect(ConnectionSettings settings)
    {
        var read = AepSettingsReader.Read(settings.Variables, settings.Endpoint, settings.Sandbox);
        return read.Succeeded
            ? Outcome<IResourceProvider>.Of(AepProvider.Create(read.Value with { Parallelism = settings.Parallelism }, settings.Time, kinds, settings.Trace, settings.BeforeWrite))
            : Outcome<IResourceProvider>.Failed(read.Diagnostics);
    }

    public MappingService MappingsOf(IResourceProvider provider) => throw new NotSupportedException();

    public SourceComparison SourcesOf(IResourceProvider provider) => ((AepProvider)provider).Sources;

    public IngestionClient IngestionOf(IResourceProvider provider) => ((AepProvider)provider).Ingestion;

    public Task<Outcome<ExportedSandbox>> ExportAsync(IResourceProvider provider, ExportRequest request, CancellationToken cancellationToken) =>
        new SandboxExporter(provider, dialect).ExportAsync(request, cancellationToken);
}
