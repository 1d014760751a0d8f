using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using FlowPlan.Core.Diagnostics;

namespace FlowPlan.Cli.Graphs;

#pragma warning disable RS0030 // One of the two places that start a program: 'graph --format svg' asks for this one.
/// <summary>Has Graphviz lay out a graph.</summary>
internal static class Graphviz
{
    private const string Program = "dot";

    /// <summary>The graph as SVG; fails when Graphviz is not installed or cannot lay it out.</summary>
    /// <param name="dot">The graph as DOT.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    public static Task<Outcome<string>> DrawAsync(string dot, CancellationToken cancellationToken) => DrawAsync(Program, dot, cancellationToken);

    internal static async Task<Outcome<string>> DrawAsync(string program, string dot, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new(program, ["-Tsvg"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
                StandardOutputEncoding = Encoding.UTF8,
                CreateNoWindow = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException)
        {
            return Outcome<string>.Failed(Diagnostic.Of(
                GraphDescriptors.NoGraphviz, $"an SVG is drawn by Graphviz, and its program '{program}' cannot be started", help: "install Graphviz, or use --format html, which needs nothing else"));
        }

        try
        {
            var drawn = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var said = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.StandardInput.WriteAsync(dot.AsMemory(), cancellationToken);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended before it read everything; what it says tells why.
            }

            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0 && await drawn is { Length: > 0 } svg
                ? Outcome<string>.Of(svg)
                : Outcome<string>.Failed(Diagnostic.Of(
                    GraphDescriptors.NoGraphviz,
                    FormattableString.Invariant($"Graphviz cannot draw the graph (exit code {process.ExitCode}): {(await said).Split('\n')[0].Trim()}"),
                    help: "use --format html, which needs nothing else"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
