using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.State.Tests.Servers;

/// <summary>
/// A server of Terraform's HTTP protocol, written from what is documented of it. Plain: GET, POST, LOCK and UNLOCK of one address. GitLab's
/// variant: a lock of its own address, all keys of the lock demanded, a serial that is not there yet, 204 before the first version.
/// </summary>
internal sealed class HttpStateServer(bool gitLab) : LocalServer
{
    public const string User = "gitlab-ci-token";
    public const string Password = "http-canary-password";

    private static readonly string[] LockKeys = ["ID", "Operation", "Info", "Who", "Version", "Created", "Path"];

    private readonly Dictionary<string, Stored> states = [];

    /// <summary>The address of a state.</summary>
    public Uri Address(string name) => new(Url, (gitLab ? "/api/v4/projects/1/terraform/state/" : "/states/") + name);

    /// <summary>What is there, newest last.</summary>
    public IReadOnlyList<byte[]> Versions(string name) => [.. At(Address(name).AbsolutePath).Versions.Values];

    /// <summary>Replaces what is there.</summary>
    public void Put(string name, byte[] content)
    {
        var versions = At(Address(name).AbsolutePath).Versions;
        versions[SerialOf(content)] = content;
    }

    protected override Task AnswerAsync(HttpContext context, byte[] body)
    {
        var (request, path) = (context.Request, context.Request.Path.Value!);
        if (request.Headers.Authorization != "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")))
            return SendAsync(context, 401);
        if (request.Headers.ContentMD5 is [{ } digest] && digest != Convert.ToBase64String(Digest(body)))
            return SendAsync(context, 400);
        var isLock = gitLab && path.EndsWith("/lock", StringComparison.Ordinal);
        var state = At(isLock ? path[..^"/lock".Length] : path);
        return (isLock, request.Method) switch
        {
            (false, "GET") => ReadAsync(context, state),
            (false, "POST") => SendAsync(context, Write(state, request.Query["ID"], body)),
            (false, "LOCK") when !gitLab => LockAsync(context, state, body),
            (false, "UNLOCK") when !gitLab => UnlockAsync(context, state, body),
            (true, "POST") => LockAsync(context, state, body),
            (true, "DELETE") => UnlockAsync(context, state, body),
            _ => SendAsync(context, 405),
        };
    }

    private static Task ReadAsync(HttpContext context, Stored state)
    {
        if (state.Versions.Count == 0)
            return SendAsync(context, 204);
        var content = state.Versions.Values[^1];
        context.Response.Headers.ContentMD5 = Convert.ToBase64String(Digest(content));
        return SendAsync(context, 200, content);
    }

    private int Write(Stored state, string? id, byte[] content)
    {
        if (state.Lock?["ID"]?.GetValue<string>() != id)
            return gitLab ? 409 : 423;
        if (!gitLab)
            state.Versions.Clear();
        return state.Versions.TryAdd(gitLab ? SerialOf(content) : 0, content) ? 200 : 422;
    }

    private Task LockAsync(HttpContext context, Stored state, byte[] body)
    {
        var asker = JsonNode.Parse(body)!.AsObject();
        if (gitLab && !LockKeys.All(asker.ContainsKey))
            return SendAsync(context, 400);
        if (state.Lock is null)
        {
            // GitLab knows the user and its own clock, and nothing else about the holder.
            state.Lock = gitLab ? new() { ["ID"] = asker["ID"]!.DeepClone(), ["Who"] = "jane", ["Created"] = "2026-11-27T08:00:00.000Z" } : asker;
            return SendAsync(context, 200);
        }

        var answer = state.Lock.DeepClone().AsObject();
        foreach (var key in LockKeys.Except(answer.Select(p => p.Key)).ToList())
            answer[key] = asker[key]!.DeepClone();
        return SendAsync(context, gitLab ? 409 : 423, Encoding.UTF8.GetBytes(answer.ToJsonString()));
    }

    private static Task UnlockAsync(HttpContext context, Stored state, byte[] body)
    {
        if (JsonNode.Parse(body)!["ID"]?.GetValue<string>() is { } id && state.Lock?["ID"]?.GetValue<string>() != id)
            return SendAsync(context, 409);
        state.Lock = null;
        return SendAsync(context, 200);
    }

    private Stored At(string path) => states.TryGetValue(path, out var state) ? state : states[path] = new();

    private static long SerialOf(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return document.RootElement.TryGetProperty("serial", out var serial) ? serial.GetInt64() : 0;
    }

    private static async Task SendAsync(HttpContext context, int status, byte[]? body = null)
    {
        context.Response.StatusCode = status;
        if (body is null)
            return;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(body);
    }

#pragma warning disable CA5351 // The protocol has this digest.
    private static byte[] Digest(byte[] content) => MD5.HashData(content);
#pragma warning restore CA5351

    private sealed class Stored
    {
        public SortedList<long, byte[]> Versions { get; } = [];

        public JsonObject? Lock { get; set; }
    }
}
