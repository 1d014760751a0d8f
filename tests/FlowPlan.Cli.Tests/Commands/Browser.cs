using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary>A page in a headless Chromium, driven by the protocol of its developer tools.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly Process process;
    private readonly DirectoryInfo profile;
    private readonly ClientWebSocket socket = new();
    private int calls;

    private Browser(Process process, DirectoryInfo profile) => (this.process, this.profile) = (process, profile);

    public static async Task<Browser> OpenAsync(string program, Uri page)
    {
        var profile = Directory.CreateTempSubdirectory("flowplan-browser-");
        var process = Process.Start(new ProcessStartInfo(program, ["--no-sandbox", "--disable-gpu", "--window-size=1200,800", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank"])
        {
            RedirectStandardError = true,
        })!;
        var browser = new Browser(process, profile);
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await process.StandardError.ReadLineAsync(late.Token) is { } line)
        {
            if (Regex.Match(line, @"DevTools listening on ws://([^/]+)/") is not { Success: true } listening)
                continue;
            _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
            using var client = new HttpClient();
            using var opened = await client.PutAsync(new Uri($"http://{listening.Groups[1].Value}/json/new?{Uri.EscapeDataString(page.AbsoluteUri)}"), null, late.Token);
            var target = JsonNode.Parse(await opened.Content.ReadAsStringAsync(late.Token))!;
            await browser.socket.ConnectAsync(new Uri((string)target["webSocketDebuggerUrl"]!), late.Token);

            // The tab is blank at first.
            while (await browser.TryEvaluateAsync("location.protocol + document.readyState") != "file:complete")
                await Task.Delay(20, late.Token);
            return browser;
        }

        await browser.DisposeAsync();
        throw new InvalidOperationException("the browser ended");
    }

    /// <summary>The value of an expression in the page; that of a promise once it is kept.</summary>
    public async Task<string> EvaluateAsync(string expression) =>
        await TryEvaluateAsync(expression) ?? throw new InvalidOperationException($"{expression} has no value");

    private async Task<string?> TryEvaluateAsync(string expression)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var id = ++calls;
        var call = new JsonObject
        {
            ["id"] = id,
            ["method"] = "Runtime.evaluate",
            ["params"] = new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true },
        };
        await socket.SendAsync(Encoding.UTF8.GetBytes(call.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, late.Token);
        while (true)
        {
            var answer = JsonNode.Parse(await ReceiveAsync(late.Token))!;
            if ((int?)answer["id"] == id)
                return answer["result"]?["result"]?["value"]?.ToString();
        }
    }

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        profile.Delete(recursive: true);
    }

    private async Task<string> ReceiveAsync(CancellationToken cancellationToken)
    {
        var (message, chunk) = (new MemoryStream(), new byte[16384]);
        while (true)
        {
            var received = await socket.ReceiveAsync(chunk, cancellationToken);
            message.Write(chunk, 0, received.Count);
            if (received.EndOfMessage)
                return Encoding.UTF8.GetString(message.ToArray());
        }
    }
}
