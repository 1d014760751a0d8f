using FlowPlan.State.S3.Credentials;
using FlowPlan.State.S3.Protocol;
using FlowPlan.State.Tests.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.State.Tests.S3.Credentials;

/// <summary>Everything that gives keys of AWS, on one server of this machine: STS, the agent of a container, the metadata of an instance, and files.</summary>
internal sealed class AwsServices : IAsyncDisposable
{
    private const string Instance = "/latest/meta-data/iam/security-credentials/";

    private readonly TestFolder folder = new();
    private readonly ScriptedServer server;

    public AwsServices()
    {
        server = new(Reply);
        Variables = new()
        {
            ["HOME"] = folder.Path,
            ["AWS_CONFIG_FILE"] = folder["config"],
            ["AWS_SHARED_CREDENTIALS_FILE"] = folder["credentials"],
            ["AWS_ENDPOINT_URL_STS"] = server.Url.AbsoluteUri,
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = server.Url.AbsoluteUri,
        };
    }

    public Dictionary<string, string> Variables { get; }

    public FakeTimeProvider Clock { get; } = new(new(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));

    public IEnumerable<string> Requests => server.Requests;

    public IReadOnlyList<string> Bodies => server.Bodies;

    public Uri Url => server.Url;

    /// <summary>Answers requests instead, where it answers at all.</summary>
    public Func<HttpRequest, Answer?>? Instead { get; set; }

    /// <summary>When the keys that are given end.</summary>
    public string Expiration { get; set; } = "2099-01-01T00:00:00Z";

    /// <summary>Whether each request of STS had a valid signature, or none.</summary>
    public List<bool> Signatures { get; } = [];

    public string WriteFile(string name, string text)
    {
        File.WriteAllText(folder[name], text);
        return folder[name];
    }

    public string WriteProgram(string name, string script)
    {
        var path = WriteFile(name, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public AwsKeyChain Chain() => new(new(Variables), "eu-central-1", Clock);

    public async Task<AwsKeys> KeysAsync()
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
        if (request.Method == "POST")
            return Sts(request, body);
        return (request.Method, request.Path.Value) switch
        {
            ("GET", "/container") => new(200, Json("CONTAINER", "Token")),
            ("PUT", "/latest/api/token") when request.Headers["X-aws-ec2-metadata-token-ttl-seconds"] == "21600" => new(200, "metadata-canary"),
            ("GET", Instance) when IsTrusted() => new(200, "the-role\n"),
            ("GET", Instance + "the-role") when IsTrusted() => new(200, Json("INSTANCE", "Token")),
            _ => new(404, "not found"),
        };

        bool IsTrusted() => request.Headers["X-aws-ec2-metadata-token"] == "metadata-canary";
    }

    private Answer Sts(HttpRequest request, string body)
    {
        if (request.Headers.Authorization.Count > 0)
            Signatures.Add(S3Signature.IsValid(request, System.Text.Encoding.UTF8.GetBytes(body)));
        var action = body.Contains("Action=AssumeRoleWithWebIdentity", StringComparison.Ordinal) ? "AssumeRoleWithWebIdentity" : "AssumeRole";
        var id = action == "AssumeRole" ? "ROLE" : "WEBIDENTITY";
        return new(200, $"""
            <{action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><{action}Result><Credentials><AccessKeyId>{id}</AccessKeyId>
            <SecretAccessKey>{id}-canary</SecretAccessKey><SessionToken>{id}-session</SessionToken><Expiration>{Expiration}</Expiration></Credentials></{action}Result></{action}Response>
            """);
    }

    private string Json(string id, string token) =>
        $$"""{"Code":"Success","AccessKeyId":"{{id}}","SecretAccessKey":"{{id}}-canary","{{token}}":"{{id}}-session","Expiration":"{{Expiration}}"}""";
}
