using System.Text.Json.Nodes;

namespace FlowPlan.EndToEnd.Tests.Support;

/// <summary>Sandboxes to export, and what comes of it.</summary>
internal static class Exports
{
    private static readonly string[] Writing = ["POST", "PUT", "PATCH", "DELETE"];

    private const string Awkward = """
        apiVersion: flowplan/v1
        project: acme
        environments: { dev: { sandbox: dev } }
        variables: { key: { sensitive: true } }
        connections:
          web: { name: "ACME: \"web\" #1", dataType: raw, authenticationRequired: true, description: "two\nlines" }
          open: { name: "yes", dataType: xdm, sourceId: "007", streamName: Öffentlich }
          s3:
            name: 2024 Lake
            type: { id: ecadc60c-7455-4d87-84dc-2a0e293d997b }
            auth: { specName: Access Key, params: { s3AccessKey: open, s3SecretKey: "{{ var.key }}" } }
            params: { bucket: "0815", share: 1.5, "a: b": [true, null, x] }
        schemas:
          s: { definition: { title: "{ACME}", description: "- not a list", class: https://ns.adobe.com/xdm/context/profile, fieldGroups: [https://ns.adobe.com/xdm/context/profile-person-details] } }
        datasets:
          a: { name: ACME Data, schema: s, tags: { "team: x": ["1", "true", " a "] }, identity: true }
          b: { name: acme data, schema: s, description: "{% raw %}" }
        sourceConnections:
          shared: { name: Shared, connection: web }
          idle: { name: Idle, connection: open }
        mappings:
          m: { name: "null", schema: s, fields: { person.name.firstName: "1e5", person.name.lastName: { expression: "concat(\"a\", 'b')", identity: true } } }
        flows:
          one: { name: One, sourceConnection: shared, target: { dataset: a }, mapping: m, enabled: false, description: "~" }
          two: { name: Two, sourceConnection: shared, target: { dataset: b, name: Somewhere, description: else }, mapping: m }
          three: { name: Three, source: { connection: open, description: "#" }, target: { dataset: b } }
          four:
            name: Four
            source: { connection: s3, data: { format: delimited, properties: { columnDelimiter: ";" } }, params: { path: "/in/*", recursive: true } }
            target: { dataset: a }
            flowSpec: { id: 9753525b-82c7-4dce-8a9b-5ccfce2b9876 }
            schedule: { startTime: 1700000000, frequency: day, interval: 1 }
        """;

    public static Task<ProcessResult> ExportAsync(Platform platform, Workspace workspace, string folder, params string[] more) =>
        platform.RunAsync(workspace, ["export", folder, "--project", "acme", "--sandbox", "dev", "--take-over", .. more]);

    public static Task<ProcessResult> RunAsync(Platform platform, Workspace workspace, Dictionary<string, string> more, params string[] arguments) =>
        FlowPlanProcess.RunAsync(workspace.Folder, new Dictionary<string, string>(Platform.Credentials.Concat(more)), [.. arguments, "--endpoint", platform.Target]);

    public static async Task<Workspace> ApplyAwkwardAsync(Platform platform)
    {
        var workspace = new Workspace();
        workspace.Write("made/flowplan.yaml", Awkward);
        var apply = await RunAsync(platform, workspace, new() { ["FLOWPLAN_VAR_key"] = "canary-key" }, "apply", "made", "--auto-approve");
        Assert.That(apply.ExitCode, Is.Zero, apply.All);
        return workspace;
    }

    /// <summary>Changes an object past the service, as somebody else might have.</summary>
    public static async Task EditAsync(Platform platform, string kind, string name, Func<JsonNode, JsonObject> change)
    {
        using var client = new HttpClient { BaseAddress = platform.Host.BaseAddress };
        var found = JsonNode.Parse(await client.GetStringAsync("__emulator/objects"))!.AsArray()
            .Single(o => (string?)o!["kind"] == kind && ((string?)o["body"]!["name"] ?? (string?)o["body"]!["title"]) == name)!;
        using var content = new StringContent(change(found["body"]!).ToJsonString());
        using var response = await client.PostAsync(
            $"__emulator/objects/{kind}/{found["id"]}?organization={Uri.EscapeDataString(Platform.Organization)}&sandbox=dev", content);
        response.EnsureSuccessStatusCode();
    }

    public static JsonNode Merged(JsonNode map, string key, JsonNode value)
    {
        var merged = map.DeepClone();
        merged[key] = value;
        return merged;
    }

    public static IEnumerable<string> WritesOf(Platform platform) =>
        platform.Host.Requests.Select(r => (r.Method, Path: r.PathAndQuery))
            .Where(r => Writing.Contains(r.Method) && !r.Path.StartsWith("/ims", StringComparison.Ordinal) && !r.Path.EndsWith("/mappingSets/validate", StringComparison.Ordinal))
            .Select(r => r.Path);

    public static IEnumerable<string> AddressesOf(Workspace workspace) =>
        JsonNode.Parse(workspace.Read("out/flowplan.dev.lock.json"))!["resources"]!.AsObject().Select(r => r.Key);

    /// <summary>The files of an export, without what is random in the lockfile.</summary>
    public static SortedDictionary<string, string> FilesOf(Workspace workspace, string folder) => new(
        Directory.EnumerateFiles(workspace.PathOf(folder), "*", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetRelativePath(workspace.PathOf(folder), f),
            f => string.Join('\n', File.ReadLines(f).Where(l => !l.Contains("\"lineage\"", StringComparison.Ordinal) && !l.Contains("\"checksum\"", StringComparison.Ordinal)))),
        StringComparer.Ordinal);
}
