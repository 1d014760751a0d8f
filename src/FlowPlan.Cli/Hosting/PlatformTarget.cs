using FlowPlan.Aep;
using FlowPlan.Aep.Settings;
using FlowPlan.Cli.Commands;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Emulator;

namespace FlowPlan.Cli.Hosting;

/// <summary>Where calls go: Adobe's platform, a gateway, or an emulator in this process.</summary>
internal sealed class PlatformTarget : IAsyncDisposable
{
    private readonly EmulatorHost? emulator;

    private PlatformTarget(AepProvider provider, EmulatorHost? emulator)
    {
        Provider = provider;
        this.emulator = emulator;
    }

    public AepProvider Provider { get; }

    /// <summary>Connects; reports and returns null when settings are missing.</summary>
    public static async Task<PlatformTarget?> OpenAsync(
        PlatformArguments arguments,
        Workspace workspace,
        IReadOnlyDictionary<string, string> processEnvironment,
        IReporter reporter,
        CancellationToken cancellationToken)
    {
        var environment = workspace.Declarations.Environment;
        if (workspace.Sandbox(processEnvironment) is not { } sandbox)
        {
            reporter.Diagnostics([Diagnostic.Of(
                SettingsDescriptors.SettingMissing,
                $"no sandbox is named for environment '{environment.Name}'",
                environment.Span,
                $"set environments.{environment.Name}.sandbox in the manifest, or FLOWPLAN_SANDBOX")]);
            return null;
        }

        var where = new TargetArguments(arguments.Target, arguments.LogLevel) { Parallelism = arguments.Parallelism };
        return await OpenAsync(where, workspace.Folder, sandbox, processEnvironment, reporter, cancellationToken);
    }

    /// <summary>Connects where there is no manifest yet; reports and returns null when settings are missing.</summary>
    public static async Task<PlatformTarget?> OpenAsync(
        TargetArguments arguments,
        string folder,
        string sandbox,
        IReadOnlyDictionary<string, string> processEnvironment,
        IReporter reporter,
        CancellationToken cancellationToken)
    {
        var target = arguments.Target ?? processEnvironment.GetValueOrDefault("FLOWPLAN_TARGET");
        if (target is not null && !GlobalOptions.IsTarget(target))
        {
            reporter.Diagnostics([Diagnostic.Of(
                CliDescriptors.InvalidEndpoint,
                "FLOWPLAN_TARGET is neither 'emulator' nor an http(s) URL",
                help: "correct it, or unset it for Adobe's own platform")]);
            return null;
        }

        var emulator = target == "emulator"
            ? await EmulatorStart.RunAsync(
                new EmulatorOptions { DataFile = Path.Combine(folder, ".flowplan", "emulator.db") }, cancellationToken)
            : null;
        try
        {
            var settings = emulator is null
                ? AepSettingsReader.Read(processEnvironment, target is null ? null : new Uri(target), sandbox)
                : AepSettingsReader.Read(EmulatorCredentials, emulator.BaseAddress, sandbox);
            reporter.Diagnostics(settings.Diagnostics);
            if (settings.Succeeded)
            {
                var trace = arguments.LogLevel == "trace" ? new TraceLog(reporter) : null;
                return new(AepProvider.Create(settings.Value with { Parallelism = arguments.Parallelism }, TimeProvider.System, trace), emulator);
            }
        }
        catch
        {
            await CloseAsync(emulator);
            throw;
        }

        await CloseAsync(emulator);
        return null;
    }

    /// <summary>The emulator takes any client; these name it as one, and its organization never passes for a real one.</summary>
    private static Dictionary<string, string> EmulatorCredentials { get; } = new()
    {
        ["FLOWPLAN_CLIENT_ID"] = "emulator",
        ["FLOWPLAN_CLIENT_SECRET"] = "emulator",
        ["FLOWPLAN_ORG_ID"] = "EMULATOR@AdobeOrg",
        ["FLOWPLAN_SCOPES"] = "openid",
    };

    public async ValueTask DisposeAsync()
    {
        await Provider.DisposeAsync();
        await CloseAsync(emulator);
    }

    private static async ValueTask CloseAsync(EmulatorHost? emulator)
    {
        if (emulator is not null)
            await emulator.DisposeAsync();
    }
}
