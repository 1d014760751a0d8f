using System.Text;
using System.Text.Json.Nodes;

namespace FlowPlan.Aep.Tests.Exporting;

/// <summary>Objects that are created in a sandbox of the emulator with one request, or two when some of them are drafts.</summary>
internal sealed class SeedBatch(HttpClient client, string sandbox)
{
    private readonly JsonArray objects = [];
    private readonly JsonArray drafts = [];
    private readonly List<string> disabled = [];

    public void Add(string collection, string id, JsonObject body, bool draft = false) =>
        (draft ? drafts : objects).Add((JsonNode)new JsonObject { ["kind"] = collection, ["id"] = id, ["body"] = body });

    /// <summary>Disables a flow after it is created.</summary>
    public void Disable(string flow) => disabled.Add(flow);

    public async Task SendAsync()
    {
        await PostAsync(string.Empty, string.Empty, objects);

        // No object refers to a flow, so the drafts can be created last.
        if (drafts.Count > 0)
            await PostAsync(string.Empty, "&mode=draft", drafts);
        foreach (var flow in disabled)
            await PostAsync($"/flows/{flow}", string.Empty, new JsonObject { ["state"] = "disabled" });
    }

    private async Task PostAsync(string path, string query, JsonNode body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri($"__emulator/objects{path}?organization=0123@AdobeOrg&sandbox={sandbox}{query}", UriKind.Relative), content);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{await response.Content.ReadAsStringAsync()}\n{body.ToJsonString()}");
    }
}
