using FlowPlan.State.AzureBlob.Credentials;
using FlowPlan.State.Tests.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.State.Tests.AzureBlob.Credentials;

/// <summary>Everything that gives tokens of Azure, on one server of this machine: Entra ID, an App Service, a virtual machine, and the CLI as a script.</summary>
internal sealed class AzureServices : IAsyncDisposable
{
    private const string Resource = "https://storage.azure.com/";

    private readonly TestFolder folder = new();
    private readonly ScriptedServer server;

    public AzureServices()
    {
        server = new(Reply);
        Variables = new()
        {
            ["AZURE_AUTHORITY_HOST"] = server.Url.AbsoluteUri,
            ["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = server.Url.AbsoluteUri,
            ["PATH"] = folder.Path,
        };
    }

    public Dictionary<string, string> Variables { get; }

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));

    public IEnumerable<string> Requests => server.Requests;

    public IReadOnlyList<string> Bodies => server.Bodies;

    public Uri Url => server.Url;

    /// <summary>Answers requests instead, where it answers at all.</summary>
    public Func<HttpRequest, Answer?>? Instead { get; set; }

    public string this[string name] => folder[name];

    public string WriteFile(string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }

    /// <summary>Puts a CLI on the path.</summary>
    public void WriteCli(string script)
    {
        var path = WriteFile("az", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public AzureTokenChain Chain() => new(new(Variables), Clock);

    public async Task<AzureToken> TokenAsync()
    {
        using var chain = Chain();
        return await chain.GetAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    private Answer Reply(HttpRequest request, string body)
    {
        if (Instead?.Invoke(request) is { } other)
            return other;
        var isForStorage = request.Query["resource"] == Resource;
        return (request.Method, request.Path.Value) switch
        {
            ("POST", "/acme/oauth2/v2.0/token") when body.Contains("client_secret", StringComparison.Ordinal) => new(200, Token("secret")),
            ("POST", "/acme/oauth2/v2.0/token") => new(200, Token("assertion")),
            ("GET", "/app-service") when isForStorage && request.Headers["X-IDENTITY-HEADER"] == "header-canary" =>
                new(200, """{"access_token":"app-service-canary","expires_on":"1795777200","resource":"x","token_type":"Bearer"}"""),
            ("GET", "/metadata/identity/oauth2/token") when isForStorage && request.Headers["Metadata"] == "true" =>
                new(200, """{"access_token":"machine-canary","expires_in":"3599","expires_on":"1795777200","token_type":"Bearer"}"""),
            _ => new(404, "not found"),
        };
    }

    private static string Token(string name) => $$"""{"token_type":"Bearer","expires_in":3599,"ext_expires_in":3599,"access_token":"{{name}}-canary"}""";
}
