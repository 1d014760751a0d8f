using FlowPlan.Emulator;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>An emulator in this process, and the settings with which the executable reaches it.</summary>
internal sealed class Platform : IAsyncDisposable
{
    public const string Organization = "ACME@AdobeOrg";

    private Platform(EmulatorHost host) => Host = host;

    public EmulatorHost Host { get; }

    public string Target => Host.BaseAddress.ToString();

    /// <summary>Credentials that any emulator takes.</summary>
    public static IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string>
    {
        ["FLOWPLAN_ORG_ID"] = Organization,
        ["FLOWPLAN_CLIENT_ID"] = "acme-client",
        ["FLOWPLAN_CLIENT_SECRET"] = Canaries.ClientSecret,
        ["FLOWPLAN_SCOPES"] = "openid,AdobeID",
        ["FLOWPLAN_MAX_ATTEMPTS"] = "2",
        ["FLOWPLAN_ABSENCE_WINDOW"] = "1.5",

        // Tests count the calls that write; this one reads, although it is a POST. PreflightTests has it.
        ["FLOWPLAN_PREFLIGHT"] = "false",
    };

    public static async Task<Platform> StartAsync(EmulatorOptions? options = null) =>
        new(await EmulatorHost.StartAsync((options ?? new EmulatorOptions()) with { RecordRequests = true }));

    /// <summary>Runs a command against the emulator.</summary>
    public Task<ProcessResult> RunAsync(Workspace workspace, params string[] arguments) =>
        FlowPlanProcess.RunAsync(workspace.Folder, Credentials, [.. arguments, "--endpoint", Target]);

    /// <summary>The body of the one POST to a path.</summary>
    public string BodyOfPost(string path) =>
        Host.Requests.Single(r => r.Method == "POST" && r.PathAndQuery.Split('?')[0].EndsWith(path, StringComparison.Ordinal)).Body;

    /// <summary>What the emulator keeps of a secret that it got.</summary>
    public static string Kept(string secret) =>
        $"(redacted: {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)))[..8]})";

    /// <summary>Changes an object past the service, as somebody else would.</summary>
    public Task EditAsync(string collection, string id, string changes, string user = "jane@acme.com", string sandbox = "dev") =>
        AdminAsync(HttpMethod.Post, collection, id, user, changes, sandbox);

    /// <summary>Deletes an object past the service.</summary>
    public Task DeleteAsync(string collection, string id) => AdminAsync(HttpMethod.Delete, collection, id, "jane@acme.com", null);

    private async Task AdminAsync(HttpMethod method, string collection, string id, string user, string? body, string sandbox = "dev")
    {
        using var client = new HttpClient { BaseAddress = Host.BaseAddress };
        var path = $"__emulator/objects/{collection}/{Uri.EscapeDataString(id)}?organization={Organization}&sandbox={sandbox}&user={user}";
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await Canaries.SearchAsync(Host);
        await Host.DisposeAsync();
    }
}
