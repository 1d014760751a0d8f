using FlowPlan.Emulator.Faults;
using FlowPlan.Emulator.Hosting;
using FlowPlan.Emulator.Http;
using FlowPlan.Emulator.Services;
using FlowPlan.Emulator.Storage;
using Microsoft.AspNetCore.Builder;

namespace FlowPlan.Emulator;

/// <summary>An emulator of the AEP services that dataflows need, on the loopback address of this machine.</summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ObjectStore store;
    private readonly RequestLog log;
    private readonly FaultScript faults;

    private EmulatorHost(WebApplication application, ObjectStore store, RequestLog log, FaultScript faults)
    {
        this.application = application;
        this.store = store;
        this.log = log;
        this.faults = faults;
        BaseAddress = new Uri(application.Urls.First().TrimEnd('/') + "/");
    }

    /// <summary>The address, such as <c>http://127.0.0.1:8080/</c>, of both the platform and IMS.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The received requests in the order of arrival; empty unless requests are recorded.</summary>
    public IReadOnlyList<RecordedRequest> Requests => log.All;

    /// <summary>
    /// The number of requests that a fault was injected into. A request with <c>holdMs</c> counts when it was processed.
    /// </summary>
    public int FaultsInjected => faults.Injected;

    /// <summary>Starts an emulator.</summary>
    /// <exception cref="IOException">The port is in use, or the data file cannot be used.</exception>
    /// <exception cref="FormatException">The fault script is invalid.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        var store = new ObjectStore(options.DataFile, options.Time);
        try
        {
            var emulator = new EmulatorContext(store, options.Time)
            {
                Settings = options.Settings,
                Ids = options.NumberedIds ? new NumberedIds() : new IdSource(),
            };
            var faults = new FaultScript();
            faults.Load(options.FaultScript);
            var log = new RequestLog(options.RecordRequests);
            var application = EmulatorApplication.Build(options.Port, emulator, faults, log);
            await application.StartAsync(cancellationToken);
            var host = new EmulatorHost(application, store, log, faults);
            if (options.ReachableInlets)
                emulator.InletBaseUrl = host.BaseAddress + "collection/";
            return host;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Clears the recorded requests.</summary>
    public void ClearRequests() => log.Clear();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        store.Dispose();
    }
}
