using FlowPlan.Aep.Authentication;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Ingestion;
using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Kinds.Definitions;
using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Kinds.Mappings.Bodies;
using FlowPlan.Aep.Kinds.Schemas.Pulling;
using FlowPlan.Aep.Kinds.Sources;
using FlowPlan.Aep.Services.AccessControl;
using FlowPlan.Aep.Services.Sandboxes;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using Microsoft.Extensions.DependencyInjection;

namespace FlowPlan.Aep;

/// <summary>The kinds of Adobe Experience Platform in one organization and sandbox. Creating it makes no call.</summary>
public sealed class AepProvider : IResourceProvider, IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly AepSettings settings;
    private readonly SortedDictionary<string, BoundKind> bound;
    private readonly SandboxClient sandboxes;
    private readonly SchemaRegistryClient registry;
    private readonly AccessControlClient access;
    private readonly IReadOnlyList<KindDefinition> definitions;
    private readonly Lazy<IngestionClient> ingestion;

    private AepProvider(ServiceProvider services, AepSettings settings, TimeProvider time, IReadOnlyList<KindDefinition> definitions, IHttpTrace? trace)
    {
        this.services = services;
        this.settings = settings;
        var transport = services.GetRequiredService<ServiceTransport>();
        sandboxes = new(transport);
        ingestion = new(() => IngestionOf(services.GetRequiredService<IHttpClientFactory>(), transport, settings, time));
        var clients = new AepServices(
            new(transport),
            new(transport, settings.Parallelism),
            new(transport),
            new(transport),
            new(transport, settings.MappingSetsPath, settings.Parallelism),
            new(transport),
            new(transport),
            new(transport),
            settings,
            time)
        { Waiting = trace is null ? _ => { } : trace.Waiting };
        (registry, access, this.definitions) = (clients.SchemaRegistry, new(transport), definitions);
        Sources = new(clients.FlowService);
        Mappings = new(clients.DataPrep, MappingSetFormat.Of(settings));
        bound = new(definitions.ToDictionary(k => k.Name, k => new BoundKind(k, k.Connect(clients))), StringComparer.Ordinal);
        Schemas = new(clients.SchemaRegistry, clients.Descriptors, Kind);
    }

    /// <summary>Sends records and reads what became of them.</summary>
    public IngestionClient Ingestion => ingestion.Value;

    /// <summary>Reads live schemas whole.</summary>
    public SchemaPuller Schemas { get; }

    /// <summary>Compares the table of sources with the specifications of Flow Service.</summary>
    public SourceComparison Sources { get; }

    /// <summary>Evaluates mappings and tells the functions of their expressions.</summary>
    public MappingService Mappings { get; }

    /// <inheritdoc/>
    public string Organization => settings.Organization;

    /// <inheritdoc/>
    public IReadOnlyList<string> KindNames => [.. bound.Keys];

    /// <summary>Creates the provider.</summary>
    /// <param name="settings">The URLs and credentials.</param>
    /// <param name="time">The clock for expiry, waits and timeouts.</param>
    /// <param name="trace">Receives each attempt of each call; null for no trace.</param>
    /// <param name="beforeWrite">
    /// Called before each attempt of a call that may change something. What it throws keeps the attempt from being sent, and is the reason of the
    /// call's failure.
    /// </param>
    /// <exception cref="ArgumentException">A URL is neither https nor on this machine.</exception>
    public static AepProvider Create(AepSettings settings, TimeProvider time, IHttpTrace? trace = null, Action? beforeWrite = null) =>
        Create(settings, time, AepKinds.All, trace, beforeWrite);

    /// <summary>Creates the provider of these kinds.</summary>
    internal static AepProvider Create(
        AepSettings settings, TimeProvider time, IReadOnlyList<KindDefinition> kinds, IHttpTrace? trace = null, Action? beforeWrite = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!AepSettingsReader.IsSafe(settings.PlatformUri) || !AepSettingsReader.IsSafe(settings.ImsUri))
            throw new ArgumentException("Credentials are sent over https only, or unencrypted to this machine.", nameof(settings));
        var services = new ServiceCollection();
        services.AddSingleton<ITokenSource>(provider => settings.Credentials switch
        {
            AepCredentials.AccessToken(var token) => new StaticTokenSource(token),
            AepCredentials.ServerToServer credentials => new ImsTokenSource(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClients.Identity), settings, credentials, time),
            _ => throw new InvalidOperationException($"Unknown credentials {settings.Credentials.GetType().Name}."),
        });
        services.AddSingleton(provider => new ServiceTransport(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClients.Platform), settings, time));
        HttpClients.Add(services, settings, time, trace, beforeWrite);
        return new(services.BuildServiceProvider(), settings, time, kinds, trace);
    }

    /// <inheritdoc/>
    public BoundKind Kind(string name) =>
        bound.TryGetValue(name, out var kind) ? kind : throw new KeyNotFoundException($"There is no kind '{name}'.");

    /// <inheritdoc/>
    public Task CheckAccessAsync(CancellationToken cancellationToken) => sandboxes.CheckAsync(settings.Sandbox, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Diagnostic>> CheckPermissionsAsync(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken) => access.CheckAsync(
        [.. definitions.Where(d => kinds.Contains(d.Name)).Select(d => d.Permission).OfType<string>().Distinct().Order(StringComparer.Ordinal)], cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> ReadTenantAsync(CancellationToken cancellationToken) => await registry.TenantAsync(cancellationToken);

    /// <summary>Closes all connections.</summary>
    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static IngestionClient IngestionOf(IHttpClientFactory clients, ServiceTransport transport, AepSettings settings, TimeProvider time) => new(
        settings,
        new(transport),
        new(clients.CreateClient(HttpClients.Inlets), clients.CreateClient(HttpClients.AuthorizedInlets), settings, time),
        new(transport),
        new(transport));
}
