using FlowPlan.State.S3;
using FlowPlan.State.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.State.Tests.S3;

/// <summary>A token of the CI system gives the credentials of a role.</summary>
public sealed class WebIdentityTests
{
    [Test]
    public async Task The_token_is_exchanged_for_the_credentials_of_the_role()
    {
        await using var host = new S3Host();
        await using var tokens = new TokenServer();
        using var folder = new TestFolder();
        var file = Path.Combine(Path.GetDirectoryName(folder.Lockfile)!, "token");
        await File.WriteAllTextAsync(file, "canary-token\n");
        var variables = host.Server.Variables();
        variables.Remove("AWS_ACCESS_KEY_ID");
        variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = file;
        variables["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/flowplan";
        variables["AWS_ENDPOINT_URL_STS"] = tokens.Url.AbsoluteUri;
        await using var engine = new S3Engine(S3Address.Of(new($"s3://{S3Server.Bucket}"), "p/dev", variables), TimeProvider.System);

        Assert.That((await engine.ReadAsync(CancellationToken.None)).Document, Is.Null);
        Assert.That(tokens.Form, Does.Contain("Action=AssumeRoleWithWebIdentity").And.Contain("WebIdentityToken=canary-token").And.Contain("role%2Fflowplan"));
    }

    private sealed class TokenServer : LocalServer
    {
        public string Form { get; private set; } = string.Empty;

        protected override Task AnswerAsync(HttpContext context, byte[] body)
        {
            Form = System.Text.Encoding.UTF8.GetString(body);
            context.Response.ContentType = "text/xml";
            return context.Response.WriteAsync($"""
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>
                <AccessKeyId>{S3Signature.KeyId}</AccessKeyId><SecretAccessKey>{S3Signature.Secret}</SecretAccessKey><SessionToken>session</SessionToken>
                <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                """);
        }
    }
}
