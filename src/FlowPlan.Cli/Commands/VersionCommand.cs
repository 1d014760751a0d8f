using System.CommandLine;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using FlowPlan.Cli.Reporting;

namespace FlowPlan.Cli.Commands;

/// <summary><c>flowplan version</c>: what a bug report needs to name.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Show version, commit, runtime and platform");
        command.SetAction(_ =>
        {
            Console.WriteLine(Text);
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Text
    {
        get
        {
            // The SDK puts the commit behind the version: 1.2.3+0af4386...
            var informational = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? string.Empty;
            var parts = informational.Split('+', 2);
            return $"""
                flowplan {parts[0]}
                commit:   {(parts.Length > 1 ? parts[1] : "unknown")}
                runtime:  {(JitInfo.GetCompiledMethodCount() > 0 ? "just-in-time" : "native")}, {RuntimeInformation.FrameworkDescription}
                platform: {Platform}
                """;
        }
    }

    /// <summary>The runtime identifier, such as <c>linux-x64</c>.</summary>
    private static string Platform =>
        (OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsLinux() ? "linux" : "unknown") +
        "-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
}
