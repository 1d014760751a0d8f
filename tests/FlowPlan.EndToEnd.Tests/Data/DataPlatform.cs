using System.Text.Json.Nodes;
using FlowPlan.Emulator;
using FlowPlan.EndToEnd.Tests.Support;

namespace FlowPlan.EndToEnd.Tests.Data;

/// <summary>An emulator whose inlets can be reached, with an applied example.</summary>
internal sealed class DataPlatform : IAsyncDisposable
{
    private readonly HttpClient client;

    private DataPlatform(Platform platform, Workspace workspace)
    {
        Platform = platform;
        Workspace = workspace;
        client = new() { BaseAddress = platform.Host.BaseAddress };
    }

    public Platform Platform { get; }

    public Workspace Workspace { get; }

    public IReadOnlyList<Emulator.Http.RecordedRequest> Posts => [.. Platform.Host.Requests.Where(r => r.PathAndQuery.StartsWith("/collection/", StringComparison.Ordinal))];

    /// <summary>Starts one, and applies an example or the manifest of the test.</summary>
    /// <param name="example">The name of the example, or the manifest.</param>
    /// <param name="options">The options of the emulator.</param>
    /// <param name="folder">Whether it is a manifest.</param>
    public static async Task<DataPlatform> StartAsync(string example, EmulatorOptions? options = null, bool folder = false)
    {
        var workspace = folder ? new Workspace() : Workspace.OfExample(example);
        if (folder)
            workspace.Write("flowplan.yaml", example);
        var data = new DataPlatform(await Platform.StartAsync((options ?? new()) with { ReachableInlets = true }), workspace);
        var apply = await data.RunAsync("apply", workspace.Folder, "--env", "dev", "--auto-approve");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        data.Platform.Host.ClearRequests();
        return data;
    }

    /// <summary>Runs a command inside this process.</summary>
    public Task<ProcessResult> RunAsync(params string[] arguments) => RunWithAsync([], arguments);

    /// <summary>Runs a command inside this process, with more variables.</summary>
    public Task<ProcessResult> RunWithAsync(Dictionary<string, string> variables, params string[] arguments) => FlowPlanInside.RunAsync(
        Platform.Credentials.Concat(variables).GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Last().Value),
        [.. arguments, "--endpoint", Platform.Target]);

    /// <summary>Sends a text that is written into a file.</summary>
    public Task<ProcessResult> SendAsync(string flow, string text, params string[] options)
    {
        File.WriteAllText(Input, text);
        return RunAsync(["send", flow, Input, "--manifest", Workspace.Folder, "--env", "dev", .. options]);
    }

    /// <summary>The file that <see cref="SendAsync"/> writes.</summary>
    public string Input => Path.Combine(Workspace.Folder, "input.ndjson");

    /// <summary>The records that the emulator has.</summary>
    public async Task<JsonArray> RecordsAsync(string query = "") => JsonNode.Parse(await client.GetStringAsync("__emulator/records" + query))!.AsArray();

    /// <summary>The ID of a resource.</summary>
    public string IdOf(string address) => (string)JsonNode.Parse(Workspace.Read("flowplan.dev.lock.json"))!["resources"]![address]!["id"]!;

    public async Task SetAsync(string settings)
    {
        using var content = new StringContent(settings);
        using var answer = await client.PutAsync("__emulator/settings", content);
        answer.EnsureSuccessStatusCode();
    }

    public async Task FaultAsync(string script)
    {
        using var content = new StringContent(script);
        using var answer = await client.PutAsync("__emulator/faults", content);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Platform.DisposeAsync();
        Workspace.Dispose();
    }
}
