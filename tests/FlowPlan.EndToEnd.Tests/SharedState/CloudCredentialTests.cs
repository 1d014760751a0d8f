using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FlowPlan.EndToEnd.Tests.Support;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.EndToEnd.Tests.SharedState;

/// <summary>The real executable with credentials that are not in variables: those need programs, XML, JSON and certificates, which a native binary must have.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The program is a shell script.")]
internal sealed class CloudCredentialTests
{
    private static readonly string[] Plan = ["plan", "--env", "dev", "--detailed-exitcode"];

    [TestCase("a program")]
    [TestCase("a web identity")]
    public async Task The_keys_of_AWS_come_from(string source)
    {
        await using var sts = new ScriptedServer((_, _) => new(200, $"""
            <AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>{S3Signature.KeyId}</AccessKeyId><SecretAccessKey>{S3Signature.Secret}</SecretAccessKey>
            <SessionToken>session-canary</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
            """));
        await using var platform = await Platform.StartAsync();
        await using var state = new S3State("acme-streaming");
        using var workspace = Workspace.OfExample("quickstart");
        using var secrets = new Workspace();
        var settings = state.Settings(Platform.Credentials);
        settings.Remove("AWS_ACCESS_KEY_ID");
        settings.Remove("AWS_SECRET_ACCESS_KEY");
        if (source == "a program")
        {
            secrets.Write("keys", $$"""{"Version":1,"AccessKeyId":"{{S3Signature.KeyId}}","SecretAccessKey":"{{S3Signature.Secret}}"}""");
            secrets.Write("config", $"[profile work]\ncredential_process = cat '{secrets.Folder}/keys'\n");
            (settings["AWS_CONFIG_FILE"], settings["AWS_PROFILE"]) = (Path.Combine(secrets.Folder, "config"), "work");
        }
        else
        {
            secrets.Write("token", "token-canary");
            (settings["AWS_WEB_IDENTITY_TOKEN_FILE"], settings["AWS_ROLE_ARN"], settings["AWS_ENDPOINT_URL_STS"]) = (Path.Combine(secrets.Folder, "token"), "arn:aws:iam::1:role/r", sts.Url.AbsoluteUri);
        }

        var planned = await FlowPlanProcess.RunAsync(workspace.Folder, settings, [.. Plan, "--endpoint", platform.Target]);

        Assert.That(planned.ExitCode, Is.EqualTo(2), planned.All);
        Assert.That(sts.Requests, Has.Exactly(source == "a program" ? 0 : 1).Items);
    }

    [Test]
    public async Task A_certificate_proves_to_Azure_who_asks()
    {
        var shown = new List<string>();
        await using var azure = new ScriptedServer((request, body) =>
        {
            if (request.Method == "POST")
                return new(200, """{"access_token":"token-canary","expires_in":3600}""");
            shown.Add(request.Headers.Authorization.ToString());
            return new(404, "<Error><Code>BlobNotFound</Code></Error>");
        });
        await using var platform = await Platform.StartAsync();
        using var workspace = Workspace.OfExample("quickstart");
        using var secrets = new Workspace();
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=canary", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        secrets.Write("certificate.pem", certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        var settings = new Dictionary<string, string>(Platform.Credentials)
        {
            ["FLOWPLAN_STATE"] = "azblob://acc/states",
            ["AZURE_STORAGE_SERVICE_ENDPOINT"] = azure.Url.AbsoluteUri,
            ["AZURE_AUTHORITY_HOST"] = azure.Url.AbsoluteUri,
            ["AZURE_TENANT_ID"] = "acme",
            ["AZURE_CLIENT_ID"] = "app",
            ["AZURE_CLIENT_CERTIFICATE_PATH"] = Path.Combine(secrets.Folder, "certificate.pem"),
        };

        var planned = await FlowPlanProcess.RunAsync(workspace.Folder, settings, [.. Plan, "--endpoint", platform.Target]);

        Assert.That(planned.ExitCode, Is.EqualTo(2), planned.All);
        Assert.That(shown, Is.Not.Empty.And.All.EqualTo("Bearer token-canary"));
        Assert.That(azure.Bodies[0], Does.Contain("client_assertion="));
    }
}
