using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Kinds.Schemas.Pulling;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Cli.Hosting;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Manifests.Model;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;
using FlowPlan.Core.Tests.Support;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Another provider than Adobe's: one section, <c>bases</c>, and a platform in memory.</summary>
internal sealed class FakeProviderFactory : IProviderFactory
{
    public FakePlatform Platform { get; } = new();

    /// <summary>What each command connected with.</summary>
    public List<ConnectionSettings> Connections { get; } = [];

    public IManifestDialect Dialect { get; } = new FakeDialect();

    public Outcome<IResourceProvider> Connect(ConnectionSettings settings)
    {
        Connections.Add(settings);
        return Outcome<IResourceProvider>.Of(Platform);
    }

    public MappingService MappingsOf(IResourceProvider provider) => throw new NotSupportedException();

    public SchemaPuller SchemasOf(IResourceProvider provider) => throw new NotSupportedException();

    public SourceComparison SourcesOf(IResourceProvider provider) => throw new NotSupportedException();

    public IngestionClient IngestionOf(IResourceProvider provider) => throw new NotSupportedException();

    public Task<Outcome<ExportedSandbox>> ExportAsync(IResourceProvider provider, ExportRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    private sealed class FakeDialect : IManifestDialect
    {
        public ManifestVocabulary Vocabulary { get; } = new(() => """{"type": "object"}""", new Dictionary<string, string> { ["bases"] = "base" });

        public IReadOnlyList<KindDescription> Kinds { get; } = [new FakePlatform().Kind("base").Description];

        public Outcome<DesiredResources> Expand(Declarations declarations, Lockfile? recorded = null) => Outcome<DesiredResources>.Of(new(
        [
            .. declarations.Resources.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new DesiredResource
            {
                Address = new("base", r.Key),
                Fields = Value.Map.Of(("name", Value.Of(r.Key))),
                Span = r.KeySpan,
            }),
        ]));

        public IEnumerable<Diagnostic> CheckValid(Declarations declarations) => [];

        public Diagnostic? CheckId(string kind, string id) => null;
    }
}
