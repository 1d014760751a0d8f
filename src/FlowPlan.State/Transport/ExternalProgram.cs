using System.Diagnostics;
using System.Text;

namespace FlowPlan.State.Transport;

#pragma warning disable RS0030 // One of the two places that start a program: see the summary.
/// <summary>Runs a program that prints credentials, because AWS and Azure keep some credentials in programs alone.</summary>
internal static class ExternalProgram
{
    private const int LongestOutput = 256 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>The path of a program in the folders of <c>PATH</c>; null when it is in none.</summary>
    public static string? Find(string name, IReadOnlyDictionary<string, string> environment)
    {
        var folders = environment.GetValueOrDefault("PATH") ?? environment.GetValueOrDefault("Path") ?? string.Empty;
        return folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>What the program prints.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Its variables.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Its exit code and standard output; what it prints on standard error is discarded, because it may be a credential.</returns>
    /// <exception cref="CredentialException">It cannot be started, runs too long or prints too much.</exception>
    public static async Task<(int ExitCode, byte[] Output)> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Longest);
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or InvalidOperationException or IOException)
        {
            throw new CredentialException($"'{Path.GetFileName(program)}' cannot be started", inner: fault);
        }

        try
        {
            process.StandardInput.Close();
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, late.Token);
            var output = await ReadAsync(process.StandardOutput.BaseStream, Path.GetFileName(program), late.Token);
            await errors;
            await process.WaitForExitAsync(late.Token);
            return (process.ExitCode, output);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CredentialException(FormattableString.Invariant($"'{Path.GetFileName(program)}' did not end within {Longest.TotalSeconds:0} seconds"), inner: fault);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, string program, CancellationToken cancellationToken)
    {
        using var output = new MemoryStream();
        var chunk = new byte[4096];
        for (int read; (read = await stream.ReadAsync(chunk, cancellationToken)) > 0;)
        {
            if (output.Length + read > LongestOutput)
                throw new CredentialException($"'{program}' prints more than credentials");
            output.Write(chunk, 0, read);
        }

        return output.ToArray();
    }
}
