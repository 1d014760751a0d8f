using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowPlan.Benchmarks.Scale.Processes;

namespace FlowPlan.Benchmarks.Scale.Measuring;

/// <summary>
/// Sends the requests of an apply to a fresh emulator, as many at once as an apply does, and does nothing else: no plan, journal or
/// lockfile. IDs of the first run are replaced with those that this emulator issues.
/// </summary>
internal sealed partial class BareLoop(Uri address)
{
    public const string Organization = "SCALE@AdobeOrg";
    public const string Key = "scale-client";
    private const int Concurrency = 8;

    private static readonly string[] OfTheConnection = ["authorization", "host", "content-length", "content-type", "transfer-encoding", "connection"];

    private readonly ConcurrentDictionary<string, string> newIds = new();

    public async Task<TimeSpan> SendAsync(Replay replay)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.All }) { BaseAddress = address };
        var options = new ParallelOptions { MaxDegreeOfParallelism = Concurrency };
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(replay.First, options, async (read, _) => await SendAsync(client, read));
        foreach (var wave in replay.Waves)
            await Parallel.ForEachAsync(wave, options, async (create, _) => await SendAsync(client, create));
        return Stopwatch.GetElapsedTime(start);
    }

    private async Task SendAsync(HttpClient client, ReplayedCreate create)
    {
        using var response = JsonDocument.Parse(await SendAsync(client, create.Request));
        var root = response.RootElement;

        // Catalog answers with ["@/dataSets/ID"].
        newIds[create.Id] = root.ValueKind == JsonValueKind.Array
            ? root[0].GetString()!.Split('/')[^1]
            : root.GetProperty(root.TryGetProperty("$id", out var _) ? "$id" : "id").GetString()!;
        foreach (var read in create.Reads)
            await SendAsync(client, read);
    }

    private async Task<byte[]> SendAsync(HttpClient client, LoggedRequest recorded)
    {
        using var request = new HttpRequestMessage(new(recorded.Method), WithNewIds(recorded.Path));
        foreach (var (name, value) in recorded.Headers.Where(h => !OfTheConnection.Contains(h.Key)))
            request.Headers.TryAddWithoutValidation(name, value);
        request.Headers.Authorization = new("Bearer", "emulator-scale");
        if (recorded.Body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(WithNewIds(recorded.Body)));
            request.Content.Headers.TryAddWithoutValidation("content-type", recorded.Headers.GetValueOrDefault("content-type", "application/json"));
        }

        using var response = await client.SendAsync(request);
        var answer = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode
            ? answer
            : throw new InvalidOperationException($"{recorded.Method} {recorded.Path} again: {(int)response.StatusCode} {Encoding.UTF8.GetString(answer)}");
    }

    private string WithNewIds(string text) => Id().Replace(text, id => newIds.TryGetValue(id.Value, out var issued)
        ? issued
        : newIds.GetValueOrDefault($"https://ns.adobe.com/acme/schemas/{id.Value}")?.Split('/')[^1] ?? id.Value);

    [GeneratedRegex(@"https://ns\.adobe\.com/\w+/schemas/[0-9a-f]+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{24,}")]
    private static partial Regex Id();
}
