using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Resources;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Hosting;

/// <summary>A provider bound to an API endpoint: Adobe's, a gateway, or an emulator in this process.</summary>
internal sealed class PlatformConnection : IAsyncDisposable
{
    private readonly EmulatorHost? emulator;

    private PlatformConnection(IResourceProvider provider, EmulatorHost? emulator)
    {
        Provider = provider;
        this.emulator = emulator;
    }

    public IResourceProvider Provider { get; }

    /// <summary>The emulator accepts any client; these credentials name it, and its organization cannot pass for a real one.</summary>
    private static Dictionary<string, string> EmulatorCredentials { get; } = new()
    {
        ["FLOWPLAN_CLIENT_ID"] = "emulator",
        ["FLOWPLAN_CLIENT_SECRET"] = "emulator",
        ["FLOWPLAN_ORG_ID"] = "EMULATOR@AdobeOrg",
        ["FLOWPLAN_SCOPES"] = "openid",
    };

    /// <summary>Connects and checks that the credentials reach the sandbox; null when a setting is missing, which is reported.</summary>
    /// <param name="host">The command's host.</param>
    /// <param name="endpoint">The value of <c>--endpoint</c>; null for the default.</param>
    /// <param name="folder">The folder that an emulator keeps its data in.</param>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="parallelism">The maximum number of concurrent API calls.</param>
    public static async Task<PlatformConnection?> OpenAsync(CommandHost host, string? endpoint, string folder, string sandbox, int parallelism)
    {
        var target = EndpointResolver.Resolve(endpoint, host.ProcessEnvironment, warning => host.Reporter.Diagnostics([warning]));
        host.Log.Info($"endpoint {Shown(target)}, sandbox {sandbox}");
        var emulator = target == Endpoint.Emulator
            ? await EmulatorLauncher.RunAsync(
                new EmulatorOptions { DataFile = Path.Combine(folder, ".flowplan", "emulator.db") }, host.Signals.Stop)
            : null;
        try
        {
            var connected = host.Providers.Connect(emulator is null
                ? new(host.ProcessEnvironment, target is null ? null : new Uri(target), sandbox, parallelism, host.Time, host.Log)
                : new(EmulatorCredentials, emulator.BaseAddress, sandbox, parallelism, host.Time, host.Log, emulator.BaseAddress));
            host.Reporter.Diagnostics(connected.Diagnostics);
            if (connected.Succeeded)
                return new(connected.Value, emulator);
        }
        catch
        {
            await CloseAsync(emulator);
            throw;
        }

        await CloseAsync(emulator);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (Provider is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        await CloseAsync(emulator);
    }

    private static async ValueTask CloseAsync(EmulatorHost? emulator)
    {
        if (emulator is not null)
            await emulator.DisposeAsync();
    }

    /// <summary>The endpoint without a user name, password or query, which may be secret.</summary>
    private static string Shown(string? endpoint) => endpoint switch
    {
        null => "(default)",
        Endpoint.Emulator => endpoint,
        _ => new Uri(endpoint).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped),
    };
}
