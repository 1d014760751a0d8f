using FlowPlan.Aep.Authentication;
using FlowPlan.Aep.Exporting;
using FlowPlan.Aep.Http;
using FlowPlan.Aep.Kinds;
using FlowPlan.Aep.Services.Catalog;
using FlowPlan.Aep.Services.DataPrep;
using FlowPlan.Aep.Services.FlowService;
using FlowPlan.Aep.Services.Sandboxes;
using FlowPlan.Aep.Services.SchemaRegistry;
using FlowPlan.Aep.Settings;
using FlowPlan.Core.Resources;
using Microsoft.Extensions.DependencyInjection;

namespace FlowPlan.Aep;

/// <summary>The kinds of Adobe Experience Platform, bound to one organization and sandbox. Makes no call before it is asked to.</summary>
public sealed class AepProvider : IResourceProvider, IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly AepSettings settings;
    private readonly SortedDictionary<string, BoundKind> kinds;
    private readonly SandboxClient sandboxes;

    private AepProvider(ServiceProvider services, AepSettings settings, TimeProvider time)
    {
        this.services = services;
        this.settings = settings;
        var transport = services.GetRequiredService<ServiceTransport>();
        var flows = new FlowServiceClient(transport);
        var schemas = new SchemaRegistryClient(transport);
        var mappings = new DataPrepClient(transport, settings.MappingSetsPath.Trim('/'));
        var dialect = new MappingDialect(settings.MappingSetsPath.Trim('/') == AepSettings.TutorialMappingSetsPath);
        sandboxes = new(transport);
        BoundKind[] all =
        [
            Bind(new ConnectionKind(flows, settings.Retry, time)),
            Bind(new SchemaKind(schemas)),
            Bind(new DatasetKind(new CatalogClient(transport))),
            Bind(new SourceConnectionKind(flows, settings.Retry, time)),
            Bind(new TargetConnectionKind(flows, settings.Retry, time)),
            Bind(new MappingKind(mappings, dialect)),
            Bind(new FlowKind(flows, settings.Retry, time)),
        ];
        kinds = new(all.ToDictionary(k => k.Name), StringComparer.Ordinal);
        EstateReader = new(all, flows, schemas, mappings);
    }

    /// <summary>Reads all that the sandbox has.</summary>
    internal EstateReader EstateReader { get; }

    /// <inheritdoc/>
    public string Organization => settings.Organization;

    /// <inheritdoc/>
    public IReadOnlyList<string> KindNames => [.. kinds.Keys];

    /// <summary>Makes the provider.</summary>
    /// <param name="settings">Where and as whom calls are made.</param>
    /// <param name="time">The clock for expiry, waits and timeouts.</param>
    /// <param name="trace">Is told of each attempt of each call; null for nobody.</param>
    /// <exception cref="ArgumentException">A URL is neither https nor on this machine.</exception>
    public static AepProvider Create(AepSettings settings, TimeProvider time, IHttpTrace? trace = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (!AepSettingsReader.IsSafe(settings.PlatformUri) || !AepSettingsReader.IsSafe(settings.ImsUri))
            throw new ArgumentException("Credentials go over https only, or in the clear to this machine.", nameof(settings));
        var services = new ServiceCollection();
        services.AddSingleton<IHostGate>(new HostGate(time));
        services.AddSingleton<ITokenSource>(provider => settings.Credentials switch
        {
            AepCredentials.AccessToken(var token) => new GivenToken(token),
            AepCredentials.ServerToServer credentials => new ImsTokenSource(
                provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClients.Identity), settings, credentials, time),
            _ => throw new InvalidOperationException($"Unknown credentials {settings.Credentials.GetType().Name}."),
        });
        services.AddSingleton(provider => new ServiceTransport(
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClients.Platform), settings));
        HttpClients.Add(services, settings, time, trace);
        return new(services.BuildServiceProvider(), settings, time);
    }

    /// <inheritdoc/>
    public BoundKind Kind(string name) =>
        kinds.TryGetValue(name, out var kind) ? kind : throw new KeyNotFoundException($"There is no kind '{name}'.");

    /// <inheritdoc/>
    public Task CheckAccessAsync(CancellationToken cancellationToken) => sandboxes.CheckAsync(settings.Sandbox, cancellationToken);

    private static BoundKind Bind<T>(T kind)
        where T : IResourceKind, IResourceOperations => new(kind, kind);

    /// <summary>Closes all connections.</summary>
    public ValueTask DisposeAsync() => services.DisposeAsync();
}
