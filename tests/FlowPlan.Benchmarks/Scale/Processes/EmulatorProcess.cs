using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowPlan.Benchmarks.Scale.Processes;

/// <summary>The emulator in a process of its own.</summary>
internal sealed partial class EmulatorProcess : IAsyncDisposable
{
    private readonly Process process;

    private EmulatorProcess(Process process, Uri address)
    {
        this.process = process;
        Client = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        Client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    public HttpClient Client { get; }

    public string Endpoint => Client.BaseAddress!.ToString();

    /// <summary>The CPU time of its life so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it with its data in a folder.</summary>
    /// <param name="executable">The native binary.</param>
    /// <param name="folder">The folder.</param>
    /// <param name="delayMilliseconds">How long each request waits before it is processed.</param>
    public static async Task<EmulatorProcess> StartAsync(string executable, string folder, int delayMilliseconds = 0)
    {
        var faults = Path.Combine(folder, "faults.json");
        await File.WriteAllTextAsync(faults, delayMilliseconds == 0 ? "[]" : $$"""[{ "path": "^/data/", "times": -1, "delayMs": {{delayMilliseconds}} }]""");
        var start = new ProcessStartInfo(executable, ["emulator", "--port", "0", "--data", Path.Combine(folder, "emulator.db"), "--faults", faults])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } found)
                return new(process, new(found.Groups[1].Value));
        }

        throw new InvalidOperationException("The emulator did not start.");
    }

    /// <summary>The requests since the last call, which are then forgotten.</summary>
    public async Task<IReadOnlyList<LoggedRequest>> TakeRequestsAsync()
    {
        var log = new Uri("__emulator/requests", UriKind.Relative);
        await using var answer = await Client.GetStreamAsync(log);
        using var requests = await JsonDocument.ParseAsync(answer);
        LoggedRequest[] taken = [.. requests.RootElement.EnumerateArray().Select(LoggedRequest.Of)];
        using var cleared = await Client.DeleteAsync(log);
        cleared.EnsureSuccessStatusCode();
        return taken;
    }

    /// <summary>All objects.</summary>
    public async Task<JsonArray> ObjectsAsync()
    {
        await using var answer = await Client.GetStreamAsync(new Uri("__emulator/objects", UriKind.Relative));
        return (await JsonNode.ParseAsync(answer))!.AsArray();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"listening at (http://\S+/);")]
    private static partial Regex Address();
}
