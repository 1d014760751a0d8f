using System.Text.Json;

namespace FlowPlan.Benchmarks.Scale.Processes;

/// <summary>A request that the emulator received.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The request target.</param>
/// <param name="Headers">The headers by lower-case name, without tokens.</param>
/// <param name="Body">The body.</param>
internal sealed record LoggedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Whether it reads a page of a list.</summary>
    public bool IsPage => Method == "GET" && Path.Contains("limit=", StringComparison.Ordinal);

    /// <summary>Whether it asks for a token.</summary>
    public bool IsLogin => Path.StartsWith("/ims/", StringComparison.Ordinal);

    /// <summary>Whether it makes an object. The question about permissions is a POST that makes none.</summary>
    public bool IsCreate => Method == "POST" && !IsLogin && !Path.Contains("/access-control/", StringComparison.Ordinal);

    public static LoggedRequest Of(JsonElement json) => new(
        json.GetProperty("method").GetString()!,
        json.GetProperty("path").GetString()!,
        json.GetProperty("headers").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!),
        json.GetProperty("body").GetString()!);
}
