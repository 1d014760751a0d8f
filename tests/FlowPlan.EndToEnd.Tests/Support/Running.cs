using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>The executable while it runs, for tests that interrupt it.</summary>
internal sealed class Running : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly Task reading;

    private Running(Process process)
    {
        this.process = process;
        process.StandardInput.Close();
        reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public int Id => process.Id;

    /// <summary>Starts a command whose call a fault script holds up, and waits until that has happened.</summary>
    public static async Task<Running> HeldUpAsync(Platform platform, Workspace workspace, params string[] arguments)
    {
        var running = new Running(FlowPlanProcess.Start(workspace.Folder, Platform.Credentials, [.. arguments, "--endpoint", platform.Target]));
        using var limit = new CancellationTokenSource(Limit);
        while (platform.Host.FaultsInjected == 0)
            await Task.Delay(10, limit.Token);
        return running;
    }

    /// <summary>Sends a signal such as <c>TERM</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until the command has said something.</summary>
    public async Task SaysAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!Said().Contains(text, StringComparison.Ordinal))
            await Task.Delay(10, limit.Token);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<ProcessResult> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        await reading;
        return new(process.ExitCode, Said(), string.Empty);
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private string Said()
    {
        lock (said)
            return said.ToString();
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (said)
                said.AppendLine(line);
        }
    }
}
