using System.Text;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Remote;
using FlowPlan.State.Http;

namespace FlowPlan.State.Tests.Http;

/// <summary>What a server refuses ends in a finding that says what to do, and names no credential.</summary>
public sealed class HttpFaultTests
{
    private GitLabHttpHost host = null!;

    [SetUp]
    public void SetUp() => host = new();

    [TearDown]
    public async Task TearDownAsync() => await host.DisposeAsync();

    [Test]
    public async Task A_wrong_password_is_refused_and_not_shown()
    {
        await using var store = Store(HttpAddress.Of(host.Server.Address("dev"), new Dictionary<string, string> { ["TF_HTTP_USERNAME"] = "u", ["TF_HTTP_PASSWORD"] = "not-that-one" }));

        var refused = (await store.LoadAsync(CancellationToken.None)).FailedWith("FP6402");
        Assert.That(refused.Message + refused.Help, Does.Contain("401").And.Not.Contain("not-that-one"));
    }

    [TestCase(403, "FP6402", "Maintainer")]
    [TestCase(404, "FP6406", "address")]
    [TestCase(413, "FP6406", "limit")]
    [TestCase(405, "FP6405", "TF_HTTP_LOCK_METHOD")]
    [TestCase(302, "FP6406", "redirects")]
    public async Task What_is_refused_is_explained(int status, string code, string help)
    {
        host.Server.Refuse = request => request.Method == "POST" ? status : null;
        await using var store = Store(host.Address("dev"));

        Assert.That((await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith(code).Help, Does.Contain(help));
    }

    [Test]
    public async Task A_server_that_is_not_there_cannot_be_reached()
    {
        await using var engine = new HttpStateEngine(host.Address("dev", port: 1));

        await Checks.ThrowsAsync("FP6401", () => engine.ReadAsync(CancellationToken.None));
    }

    [TestCase("""{"version": 4, "terraform_version": "1.9.0", "serial": 3}""", "not a state of FlowPlan")]
    [TestCase("""{"flowplan": 2, "serial": 3}""", "format 2")]
    [TestCase("""{"flowplan": 1, "serial": 3}""", "damaged")]
    public async Task What_something_else_wrote_is_left_alone_and_unlocked(string content, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        host.Server.Put("dev", bytes);
        await using var store = Store(host.Address("dev"));

        Assert.That((await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6407").Message, Does.Contain(text));
        (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6407");
        Assert.That(host.Server.Versions("dev").Single(), Is.EqualTo(bytes));
    }

    [Test]
    public async Task The_lock_is_given_back_when_something_else_was_put_there()
    {
        await using (var store = Store(host.Address("dev")))
        await using ((await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow())
            host.Server.Put("dev", """{"version": 4, "serial": 99}"""u8.ToArray());
        host.Server.Put("dev", """{"flowplan": 1, "serial": 100, "nextSegment": 0, "journal": []}"""u8.ToArray());

        await using var next = Store(host.Address("dev"));
        await (await next.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow().DisposeAsync();
    }

    [Test]
    public void A_page_to_sign_in_is_not_taken_for_a_state() =>
        Assert.That(Assert.Throws<EngineFaultException>(() => EnvelopeText.Read("<html>sign in</html>"u8.ToArray(), "https://states.example/a"))!.Diagnostic.Code, Is.EqualTo("FP6407"));

    [Test]
    public async Task A_lock_of_Terraform_is_named_by_what_GitLab_knows_of_it()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = host.Address("dev").Credentials.Header;
        using var info = new StringContent(
            """{"ID":"0f1e","Operation":"OperationTypePlan","Info":"","Who":"bob@laptop","Version":"1.9.0","Created":"2026-11-27T07:00:00Z","Path":""}""", Encoding.UTF8, "application/json");
        using var locked = await client.PostAsync(host.Address("dev").Lock.Url, info);
        await using var store = Store(host.Address("dev"));

        var held = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6101");
        Assert.That(held.Message, Does.Contain("jane").And.Contain("lock id 0f1e").And.Contain("2026-11-27 08:00:00").And.Not.Contain("'apply'"));
        Assert.That(await store.UnlockAsync("0f1e", force: true, CancellationToken.None), Is.Null);
        await (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow().DisposeAsync();
    }

    [Test]
    public async Task A_request_that_a_proxy_sent_twice_is_found_to_be_done()
    {
        await using var engine = host.Connect();
        var lease = ((LeaseAttempt.Granted)await engine.AcquireAsync(
            new("7d8a6c1e-0000-4000-8000-000000000001", "jane", 1, "h", DateTimeOffset.UnixEpoch, "apply", null), TimeSpan.FromMinutes(1), CancellationToken.None)).Lease;

        // The first of the two was carried out; the answer is that to the second.
        var envelope = EnvelopeText.Read(host.Server.Versions("dev")[^1], "http://test");
        var line = Encoding.UTF8.GetBytes("line\n");
        host.Server.Put("dev", EnvelopeText.Write(envelope.WithSegment(line) with { Serial = envelope.Serial + 1 }));
        Assert.That(await engine.AppendAsync(lease, 0, line, CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        Assert.That((await engine.ReadAsync(CancellationToken.None)).Journal, Is.EqualTo(line));
    }

    [Test]
    public async Task A_serial_that_was_sent_without_an_answer_is_not_used_for_another_write()
    {
        await using var engine = host.Connect();
        var lease = ((LeaseAttempt.Granted)await engine.AcquireAsync(
            new("7d8a6c1e-0000-4000-8000-000000000001", "jane", 1, "h", DateTimeOffset.UnixEpoch, "apply", null), TimeSpan.FromMinutes(1), CancellationToken.None)).Lease;
        var serial = EnvelopeText.Read(host.Server.Versions("dev")[^1], "http://test").Serial;
        host.Server.Refuse = request => request.Method == "POST" ? 503 : null;
        await Checks.ThrowsAsync("FP6401", () => engine.AppendAsync(lease, 0, "first\n"u8.ToArray(), CancellationToken.None));
        host.Server.Refuse = null;

        // The first request may arrive after the second, and must not count as the newer version.
        Assert.That(await engine.AppendAsync(lease, 0, "second\n"u8.ToArray(), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        Assert.That(EnvelopeText.Read(host.Server.Versions("dev")[^1], "http://test").Serial, Is.EqualTo(serial + 2));
    }

    [Test]
    public async Task Each_append_is_one_request()
    {
        await using var store = Store(host.Address("dev"));
        await using var session = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await session.Journal.OpenAsync(Sample.Empty);
        host.Server.Requests.Clear();
        await session.Journal.BeginAsync(Sample.Create(1), CancellationToken.None);

        Assert.That(host.Server.Requests, Has.Count.EqualTo(1));
    }

    private static RemoteStateStore Store(HttpAddress address) => new(new HttpStateEngine(address), new(TimeSpan.FromSeconds(5)), TimeProvider.System);
}
