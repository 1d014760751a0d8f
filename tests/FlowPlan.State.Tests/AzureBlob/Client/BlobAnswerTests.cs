using FlowPlan.Core.Diagnostics;
using FlowPlan.State.AzureBlob;
using FlowPlan.State.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.State.Tests.AzureBlob.Client;

/// <summary>What the answers of Blob Storage mean, those included that no server should give.</summary>
internal sealed class BlobAnswerTests
{
    [TestCase(400, "InvalidHeaderValue", "FP6406")]
    [TestCase(401, "InvalidAuthenticationInfo", "FP6402")]
    [TestCase(403, "AuthorizationPermissionMismatch", "FP6402")]
    [TestCase(404, "ContainerNotFound", "FP6404")]
    [TestCase(408, "", "FP6401")]
    [TestCase(409, "AccountBeingCreated", "FP6406")]
    [TestCase(429, "", "FP6401")]
    [TestCase(500, "InternalError", "FP6401")]
    [TestCase(503, "ServerBusy", "FP6401")]
    public async Task Each_error_has_its_finding(int status, string code, string finding)
    {
        var found = await FailAsync(finding, request =>
        {
            request.HttpContext.Response.Headers["x-ms-request-id"] = "b0a6d4f5-001e";
            return new(status, code.Length == 0 ? "" : $"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>canary</Message><AuthenticationErrorDetail>canary</AuthenticationErrorDetail></Error>");
        });

        Assert.That(found.Message + found.Help, Does.Not.Contain("canary"));
        if (finding != "FP6404")
            Assert.That(found.Message, Does.EndWith($"{status} {code}".TrimEnd() + " (request b0a6d4f5-001e)"));
    }

    [TestCase("<html><body>canary")]
    [TestCase("<Error><Code>canary canary</Code></Error>")]
    public async Task What_a_proxy_answers_is_not_shown(string body) =>
        Assert.That((await FailAsync("FP6401", _ => new(502, body))).Message, Does.EndWith("it answered with 502"));

    [TestCase("", "cannot be read")]
    [TestCase("<html></html>", "not a list of blobs")]
    [TestCase("<EnumerationResults><Blobs><Blob><Properties/></Blob></Blobs></EnumerationResults>", "a blob without a name")]
    [TestCase("<EnumerationResults><Blobs /><NextMarker>again</NextMarker></EnumerationResults>", "repeats a page")]
    [TestCase("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><EnumerationResults>&e;</EnumerationResults>", "cannot be read")]
    public async Task A_list_that_is_not_one_is_a_fault(string body, string text)
    {
        await using var server = new ScriptedServer((_, _) => new(200, body));
        var address = AddressOf(server);
        using var container = address.Open(TimeProvider.System);
        var versions = new AzureVersions(container, address.Folder);

        var found = await Checks.ThrowsAsync("FP6406", () => AzureFaults.TryAsync(address.Location, () => versions.HistoryAsync(1, CancellationToken.None), CancellationToken.None));
        Assert.That(found.Message, Does.Contain(text));
    }

    [Test]
    public async Task A_list_is_read_page_by_page()
    {
        await using var server = new ScriptedServer((request, _) => new(200, request.Query["marker"].ToString() == "2!x&y"
            ? "<EnumerationResults><Blobs><Blob><Name>b</Name></Blob></Blobs><NextMarker/></EnumerationResults>"
            : "<EnumerationResults><Blobs><Blob><Name>a</Name><Properties><Content-Length>7</Content-Length></Properties><Metadata><serial>3</serial></Metadata></Blob></Blobs><NextMarker>2!x&amp;y</NextMarker></EnumerationResults>"));
        using var container = AddressOf(server).Open(TimeProvider.System);

        var items = await container.ListAsync("", CancellationToken.None);
        Assert.That(items.Select(i => (i.Name, i.Length, i.Metadata.Count)), Is.EqualTo(new[] { ("a", 7L, 1), ("b", 0L, 0) }));
    }

    [TestCase("ETag", "Last-Modified")]
    [TestCase("Last-Modified", "ETag")]
    public async Task A_blob_without_what_the_conditions_need_is_a_fault(string given, string missing)
    {
        var found = await FailAsync("FP6406", request =>
        {
            request.HttpContext.Response.Headers[given] = given == "ETag" ? "\"e\"" : "Fri, 27 Nov 2026 08:00:00 GMT";
            return new(200, "");
        });

        Assert.That(found.Message, Does.Contain(missing));
    }

    private static async Task<Diagnostic> FailAsync(string code, Func<HttpRequest, Answer> answer)
    {
        await using var server = new ScriptedServer((request, _) => answer(request));
        await using var engine = new AzureBlobEngine(AddressOf(server), TimeProvider.System);
        return await Checks.ThrowsAsync(code, () => engine.ReadAsync(CancellationToken.None));
    }

    private static AzureAddress AddressOf(ScriptedServer server) => AzureAddress.Of(
        new("azblob://acc/states"), "p/dev", new Dictionary<string, string> { ["AZURE_STORAGE_SERVICE_ENDPOINT"] = server.Url.AbsoluteUri, ["AZURE_STORAGE_KEY"] = "AQ==" });
}
