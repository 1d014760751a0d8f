using System.Security.Cryptography;
using System.Text;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob;
using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.State.Tests.AzureBlob.Client;

/// <summary>What is signed with the key of an account, and signatures that others made with it.</summary>
internal sealed class SharedKeyTests
{
    private static readonly LockHolder Jane = new("7d8a6c1e-0000-4000-8000-000000000001", "jane", 1, "h", DateTimeOffset.UnixEpoch, "apply", null);

    [Test]
    public void The_published_example_is_signed_as_it_is_published()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://myaccount.blob.core.windows.net/mycontainer?restype=container&comp=metadata&timeout=20");
        request.Headers.TryAddWithoutValidation("x-ms-version", "2015-02-21");
        request.Headers.TryAddWithoutValidation("x-ms-date", "Fri, 26 Jun 2015 23:39:12 GMT");
        using var authorization = new SharedKeyAuthorization("myaccount", [1]);

        Assert.That(authorization.TextOf(request), Is.EqualTo(
            "GET\n\n\n\n\n\n\n\n\n\n\n\nx-ms-date:Fri, 26 Jun 2015 23:39:12 GMT\nx-ms-version:2015-02-21\n/myaccount/mycontainer\ncomp:metadata\nrestype:container\ntimeout:20"));
    }

    [Test]
    public void Content_and_conditions_are_signed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "http://127.0.0.1:10000/acc/c/a%20b") { Content = new ByteArrayContent([1, 2]) { Headers = { ContentType = new("text/plain") } } };
        request.Headers.TryAddWithoutValidation("If-Match", "\"e\"");
        using var authorization = new SharedKeyAuthorization("acc", [1]);

        Assert.That(authorization.TextOf(request), Is.EqualTo("PUT\n\n\n2\n\ntext/plain\n\n\n\"e\"\n\n\n\n/acc/acc/c/a%20b"));
    }

    [Test]
    public async Task A_name_may_have_any_characters()
    {
        await using var host = new AzureHost();
        var name = $"{host.Address("dev").Folder}versions/a b+ü%(1)'!~$&,;=:@";
        await host.Blobs[name].PutAsync("x"u8.ToArray(), new Dictionary<string, string>(), default, CancellationToken.None);

        Assert.That((await host.Blobs.ListAsync(host.Address("dev").Folder + "versions/", CancellationToken.None)).Select(b => b.Name), Is.EqualTo(new[] { name }));
        Assert.That((await host.Blobs[name].ReadAsync(CancellationToken.None)).Content, Is.EqualTo("x"u8.ToArray()));
    }

    [Test]
    public async Task A_shared_access_signature_is_enough_for_all_calls([Values] bool isInConnection)
    {
        await using var host = new AzureHost();
        var endpoint = $"http://127.0.0.1:{AzuriteServer.Instance.Port}/{AzuriteServer.Account}";
        var variables = isInConnection
            ? new Dictionary<string, string> { ["AZURE_STORAGE_CONNECTION_STRING"] = $"BlobEndpoint={endpoint};SharedAccessSignature={Signature(AzuriteServer.Key)}" }
            : new() { ["AZURE_STORAGE_SERVICE_ENDPOINT"] = endpoint, ["AZURE_STORAGE_SAS_TOKEN"] = "?" + Signature(AzuriteServer.Key) };
        await using var engine = new AzureBlobEngine(AzureAddress.Of(new($"azblob://{AzuriteServer.Account}/states/sas"), host.Address("dev").Folder.Trim('/'), variables), TimeProvider.System);

        var lease = ((LeaseAttempt.Granted)await engine.AcquireAsync(Jane, TimeSpan.FromMinutes(1), CancellationToken.None)).Lease;
        Assert.That(await engine.AppendAsync(lease, 0, "line\n"u8.ToArray(), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        var first = (WriteResult.Done)await engine.WriteAsync(lease, null, new(1, "l", "{}"u8.ToArray()), CancellationToken.None);
        Assert.That(await engine.WriteAsync(lease, first.Version, new(2, "l", "{ }"u8.ToArray()), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        Assert.That((await engine.HistoryAsync(CancellationToken.None)).Select(v => v.Serial), Is.EqualTo(new[] { 2, 1 }));
        Assert.That(await engine.RenewAsync(lease, TimeSpan.FromMinutes(1), CancellationToken.None), Is.True);
        await engine.ReleaseAsync(lease, CancellationToken.None);
    }

    [Test]
    public async Task A_wrong_signature_is_refused_and_not_shown()
    {
        var signature = Signature(Convert.ToBase64String(Encoding.UTF8.GetBytes("canary")));
        await using var engine = new AzureBlobEngine(
            AzureAddress.Of(new($"azblob://{AzuriteServer.Account}/states"), "p/e", new Dictionary<string, string>
            {
                ["AZURE_STORAGE_SERVICE_ENDPOINT"] = $"http://127.0.0.1:{AzuriteServer.Instance.Port}/{AzuriteServer.Account}",
                ["AZURE_STORAGE_SAS_TOKEN"] = signature,
            }),
            TimeProvider.System);

        var refused = await Checks.ThrowsAsync("FP6402", () => engine.ReadAsync(CancellationToken.None));
        Assert.That(refused.Message + refused.Help, Does.Contain("403").And.Not.Contain("sig="));
    }

    [TestCase("UseDevelopmentStorage=true", "devstoreaccount1", "http://127.0.0.1:10000/devstoreaccount1")]
    [TestCase("AccountName=a;AccountKey=AQ==", "a", "https://a.blob.core.windows.net/")]
    [TestCase("DefaultEndpointsProtocol=http;AccountName=a;AccountKey=AQ==;EndpointSuffix=core.chinacloudapi.cn", "a", "http://a.blob.core.chinacloudapi.cn/")]
    [TestCase("BlobEndpoint=https://a.blob.core.windows.net;SharedAccessSignature=sv=1&sig=x%3D", "a", "https://a.blob.core.windows.net/")]
    [TestCase("BlobEndpoint=http://localhost:10000/a;SharedAccessSignature=sig=x", "a", "http://localhost:10000/a")]
    public void A_connection_string_names_account_and_service(string text, string account, string service)
    {
        var read = ConnectionString.Read(text);

        Assert.That((read.Account, read.Service.AbsoluteUri), Is.EqualTo((account, service)));
        Assert.That($"{read}", Does.Not.Contain("sig").And.Not.Contain("AQ"));
    }

    [TestCase("canary")]
    [TestCase("AccountKey=canary")]
    [TestCase("AccountName=a")]
    [TestCase("AccountName=a;AccountKey=canary!")]
    [TestCase("AccountName=a;AccountKey=AQ==;BlobEndpoint=canary")]
    [TestCase("AccountName=a;AccountKey=AQ==;BlobEndpoint=ftp://canary")]
    public void What_is_not_a_connection_string_is_not_quoted(string text)
    {
        var found = Checks.Throws("FP6403", () => AzureAddress.Of(new("azblob://a/c"), "p/e", new Dictionary<string, string> { ["AZURE_STORAGE_CONNECTION_STRING"] = text }));

        Assert.That(found.Message + found.Help, Does.Not.Contain("canary"));
    }

    /// <summary>A signature for the account, as the service's own tools make it.</summary>
    private static string Signature(string key)
    {
        const string End = "2099-01-01T00:00:00Z";
        var text = $"{AzuriteServer.Account}\nrwdlac\nb\nco\n\n{End}\n\n\n2021-12-02\n\n";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text)));
        return $"sv=2021-12-02&ss=b&srt=co&sp=rwdlac&se={Uri.EscapeDataString(End)}&sig={Uri.EscapeDataString(signature)}";
    }
}
