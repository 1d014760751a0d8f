using FlowPlan.Core.Diagnostics;
using FlowPlan.State.S3;
using FlowPlan.State.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.State.Tests.S3.Client;

/// <summary>What the answers of S3 mean, those included that no server should give.</summary>
internal sealed class S3AnswerTests
{
    private const string Folder = "p/dev/";

    [TestCase(400, "RequestTimeout", "FP6401")]
    [TestCase(400, "AuthorizationHeaderMalformed", "FP6406")]
    [TestCase(301, "PermanentRedirect", "FP6406")]
    [TestCase(401, "", "FP6402")]
    [TestCase(403, "ExpiredToken", "FP6402")]
    [TestCase(404, "NoSuchBucket", "FP6404")]
    [TestCase(409, "ConditionalRequestConflict", "FP6401")]
    [TestCase(418, "", "FP6406")]
    [TestCase(429, "", "FP6401")]
    [TestCase(500, "InternalError", "FP6401")]
    [TestCase(501, "NotImplemented", "FP6405")]
    [TestCase(503, "SlowDown", "FP6401")]
    public async Task Each_error_has_its_finding(int status, string code, string finding)
    {
        var found = await FailAsync(finding, _ => new(status, code.Length == 0 ? "" : $"<Error><Code>{code}</Code><Message>canary</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>"));

        Assert.That(found.Message + found.Help, Does.Not.Contain("canary"));
        if (finding != "FP6404")
            Assert.That(found.Message, Does.Contain($"{status} {code}".TrimEnd()).And.Contains(code.Length == 0 ? $"{status}" : "(request 4442587FB7D0A2F9)"));
    }

    [Test]
    public async Task A_clock_that_is_wrong_is_named() =>
        Assert.That((await FailAsync("FP6402", _ => new(403, "<Error><Code>RequestTimeTooSkewed</Code></Error>"))).Help, Does.Contain("clock"));

    [TestCase("<html><body>canary")]
    [TestCase("<Error><Code>can\"ary</Code></Error>")]
    [TestCase("<Error><Code>canary canary</Code></Error>")]
    public async Task What_a_proxy_answers_is_not_shown(string body) =>
        Assert.That((await FailAsync("FP6401", _ => new(502, body))).Message, Does.EndWith("it answered with 502"));

    [TestCase("", "cannot be read")]
    [TestCase("<ListBucketResult>", "cannot be read")]
    [TestCase("<html></html>", "not a list of objects")]
    [TestCase("<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>", "an object without a key")]
    [TestCase("<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>", "does not say where it goes on")]
    [TestCase("<ListBucketResult><Contents><Key>other/state</Key></Contents></ListBucketResult>", "objects of another folder")]
    [TestCase("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><ListBucketResult>&e;</ListBucketResult>", "cannot be read")]
    public async Task A_list_that_is_not_one_is_a_fault(string body, string text) =>
        Assert.That((await FailAsync("FP6406", request => request.Query.ContainsKey("list-type") ? new(200, body) : new(404, ""))).Message, Does.Contain(text));

    [Test]
    public async Task A_list_that_goes_in_circles_is_given_up()
    {
        var pages = 0;

        var found = await FailAsync("FP6406", request => request.Query.ContainsKey("list-type")
            ? new(200, $"<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>{pages++ % 3}</NextContinuationToken></ListBucketResult>")
            : new(404, ""));

        Assert.That((found.Message.Contains("repeats a page", StringComparison.Ordinal), pages), Is.EqualTo((true, 4)));
    }

    [Test]
    public async Task Names_may_have_any_characters()
    {
        await using var server = new ScriptedServer((request, _) => request.Query.ContainsKey("list-type")
            ? new(200, $"<ListBucketResult><Contents><Key>{Folder}journal/a &amp; &lt;b&gt; &#x1;</Key><Size>7</Size></Contents><IsTruncated>false</IsTruncated></ListBucketResult>")
            : new(404, ""));
        using var objects = new S3Objects(AddressOf(server), TimeProvider.System);

        Assert.That(await objects.ListAsync("journal/", CancellationToken.None), Is.EqualTo(new[] { ("journal/a & <b> \u0001", 7L) }));
    }

    [TestCase("ETag", "Last-Modified")]
    [TestCase("Last-Modified", "ETag")]
    public async Task An_object_without_what_the_conditions_need_is_a_fault(string given, string missing)
    {
        var found = await FailAsync("FP6406", request =>
        {
            request.HttpContext.Response.Headers[given] = given == "ETag" ? "\"e\"" : "Fri, 27 Nov 2026 08:00:00 GMT";
            return new(200, "{}");
        });

        Assert.That(found.Message, Does.Contain(missing));
    }

    [Test]
    public async Task Without_credentials_nothing_is_sent()
    {
        await using var server = new ScriptedServer((_, _) => new(200, ""));
        var variables = Variables(server);
        variables.Remove("AWS_SECRET_ACCESS_KEY");
        await using var engine = new S3Engine(S3Address.Of(new("s3://states"), "p/dev", variables), TimeProvider.System);

        Assert.That((await Checks.ThrowsAsync("FP6402", () => engine.ReadAsync(CancellationToken.None))).Message, Does.Contain("AWS_SECRET_ACCESS_KEY"));
        Assert.That(server.Requests, Is.Empty);
    }

    private static async Task<Diagnostic> FailAsync(string code, Func<HttpRequest, Answer> answer)
    {
        await using var server = new ScriptedServer((request, _) => answer(request));
        await using var engine = new S3Engine(AddressOf(server), TimeProvider.System);
        return await Checks.ThrowsAsync(code, () => engine.ReadAsync(CancellationToken.None));
    }

    private static S3Address AddressOf(ScriptedServer server) => S3Address.Of(new("s3://states"), "p/dev", Variables(server));

    private static Dictionary<string, string> Variables(ScriptedServer server) => new()
    {
        ["AWS_ACCESS_KEY_ID"] = "id",
        ["AWS_SECRET_ACCESS_KEY"] = "secret-canary",
        ["AWS_ENDPOINT_URL_S3"] = server.Url.AbsoluteUri,
    };
}
