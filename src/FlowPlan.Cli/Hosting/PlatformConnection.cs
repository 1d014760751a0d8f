using FlowPlan.Cli.Arguments;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Hosting;

/// <summary>A provider bound to an API endpoint: Adobe's, a gateway, or an emulator in this process.</summary>
internal sealed class PlatformConnection : IAsyncDisposable
{
    private readonly EmulatorHost? emulator;

    private readonly HeldLock heldLock;

    private PlatformConnection(IResourceProvider provider, EmulatorHost? emulator, HeldLock heldLock)
    {
        Provider = provider;
        this.emulator = emulator;
        this.heldLock = heldLock;
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

    /// <summary>Connects; null when a setting is missing, which is reported.</summary>
    /// <param name="host">The command's host.</param>
    /// <param name="endpoint">The value of <c>--endpoint</c>; null for the default.</param>
    /// <param name="folder">The folder that an emulator keeps its data in.</param>
    /// <param name="sandbox">The sandbox.</param>
    /// <param name="parallelism">The maximum number of concurrent API calls.</param>
    public static async Task<PlatformConnection?> OpenAsync(CommandHost host, string? endpoint, string folder, string sandbox, int parallelism)
    {
        var opened = await TryOpenAsync(host, endpoint, folder, sandbox, parallelism);
        host.Reporter.Diagnostics(opened.Diagnostics);
        return opened.Value;
    }

    /// <summary>The same; what is found is returned and not reported.</summary>
    public static async Task<Outcome<PlatformConnection>> TryOpenAsync(CommandHost host, string? endpoint, string folder, string sandbox, int parallelism)
    {
        var found = new DiagnosticBag();
        var target = EndpointResolver.Resolve(endpoint, host.ProcessEnvironment, found.Add);
        host.Log.Info($"endpoint {Shown(target)}, sandbox {sandbox}");
        var emulator = target == Endpoint.Emulator
            ? await EmulatorLauncher.RunAsync(
                new EmulatorOptions { DataFile = Path.Combine(folder, ".flowplan", "emulator.db") }, host.Signals.Stop)
            : null;
        var heldLock = new HeldLock();
        try
        {
            var connected = host.Providers.Connect(emulator is null
                ? new(host.ProcessEnvironment, target is null ? null : new Uri(target), sandbox, parallelism, host.Time, host.Log, heldLock.Ensure)
                : new(EmulatorCredentials, emulator.BaseAddress, sandbox, parallelism, host.Time, host.Log, heldLock.Ensure, emulator.BaseAddress));
            found.AddRange(connected.Diagnostics);
            if (connected.Succeeded)
                return Outcome<PlatformConnection>.Of(new(connected.Value, emulator, heldLock), found);
        }
        catch
        {
            await CloseAsync(emulator);
            throw;
        }

        await CloseAsync(emulator);
        return Outcome<PlatformConnection>.Failed(found);
    }

    /// <summary>From here on nothing is changed on the platform unless a lock is held.</summary>
    /// <param name="ensureHeld">Throws when the lock is lost.</param>
    public void WriteOnlyWhile(Action ensureHeld) => heldLock.Check = ensureHeld;

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

    /// <summary>The lock that the command has by now; a command that takes none changes nothing that the lock protects.</summary>
    private sealed class HeldLock
    {
        private volatile Action? check;

        public Action? Check
        {
            set => check = value;
        }

        public void Ensure() => check?.Invoke();
    }

    /// <summary>The endpoint without a user name, password or query, which may be secret.</summary>
    private static string Shown(string? endpoint) => endpoint switch
    {
        null => "(default)",
        Endpoint.Emulator => endpoint,
        _ => new Uri(endpoint).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped),
    };
}
