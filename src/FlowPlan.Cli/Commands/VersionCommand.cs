using System.CommandLine;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using FlowPlan.Cli.Hosting;
using FlowPlan.Cli.Options;
using FlowPlan.Cli.Reporting;
using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan version</c>: what a bug report needs to name.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Show version, commit, runtime and platform") { FormatOption.ConsoleOrJson() };
        return command.Runs((host, _) =>
        {
            Show(host.Reporter);
            return Task.FromResult(ExitCodes.Done);
        });
    }

    private static void Show(IReporter reporter)
    {
        // The SDK puts the commit behind the version: 1.2.3+0af4386...
        var informational = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty;
        var parts = informational.Split('+', 2);
        var (version, commit) = (parts[0], parts.Length > 1 ? parts[1] : "unknown");
        var runtime = $"{(JitInfo.GetCompiledMethodCount() > 0 ? "just-in-time" : "native")}, {RuntimeInformation.FrameworkDescription}";
        reporter.Result(
            $"flowplan {version}\ncommit:   {commit}\nruntime:  {runtime}\nplatform: {Platform}\n",
            Value.Map.Of(("version", Value.Of(version)), ("commit", Value.Of(commit)), ("runtime", Value.Of(runtime)), ("platform", Value.Of(Platform))));
    }

    /// <summary>The runtime identifier, such as <c>linux-x64</c>.</summary>
    private static string Platform =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsLinux() ? "linux" : "unknown") +
        "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
}
