using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;
using FlowPlan.Core.State.Remote;
using FlowPlan.State.S3;

namespace FlowPlan.State.Tests.S3;

/// <summary>What a server refuses ends in a finding that says what to do, and names no credential.</summary>
public sealed class S3FaultTests
{
    private static readonly LockHolder Jane = new("7d8a6c1e-0000-4000-8000-000000000001", "jane", 1, "h", DateTimeOffset.UnixEpoch, "apply", null);

    private S3Host host = null!;

    [SetUp]
    public void SetUp() => host = new();

    [TearDown]
    public async Task TearDownAsync() => await host.DisposeAsync();

    [Test]
    public async Task A_server_that_ignores_the_conditions_of_a_write_is_refused()
    {
        host.Server.IgnoresConditions = true;

        var refused = await FailAsync("FP6405", host.Address("dev"));
        Assert.That(refused.Message, Does.Contain("If-None-Match"));
        Assert.That(host.Server.Keys, Is.Empty, "nothing is left behind");
    }

    [Test]
    public async Task A_server_that_rejects_the_conditions_as_unknown_is_refused()
    {
        host.Server.Refuse = request => request.Headers.IfNoneMatch.Count > 0 ? 501 : null;

        await FailAsync("FP6405", host.Address("dev"));
    }

    [Test]
    public async Task A_wrong_secret_is_refused_and_not_shown()
    {
        var variables = host.Server.Variables();
        variables["AWS_SECRET_ACCESS_KEY"] = "not-that-one";

        var refused = await FailAsync("FP6402", S3Address.Of(new("s3://states"), "p/dev", variables));
        Assert.That(refused.Message + refused.Help, Does.Contain("403 SignatureDoesNotMatch").And.Not.Contain("not-that-one"));
    }

    [Test]
    public async Task A_bucket_that_does_not_exist_is_named() =>
        Assert.That((await FailAsync("FP6404", S3Address.Of(new("s3://nowhere"), "p/dev", host.Server.Variables()))).Message, Does.Contain("bucket"));

    [Test]
    public Task A_server_that_is_not_there_cannot_be_reached() => FailAsync("FP6401", host.Address("dev", port: 1));

    [TestCase("state")]
    [TestCase("journal/000000000001")]
    public async Task What_something_else_wrote_is_refused_and_not_left_locked(string name)
    {
        host.Server.Put("team/p/dev/" + name, "something"u8.ToArray());
        await FailAsync("FP6407", host.Address("dev"));
        host.Server.Put("team/p/dev/" + name, "{\"format\":2}\n"u8.ToArray());
        Assert.That((await FailAsync("FP6407", host.Address("dev"))).Message, Does.Contain("format 2"));

        if (host.Server.Keys.Contains("team/p/dev/lock"))
            Assert.That(System.Text.Encoding.UTF8.GetString(host.Server.Content("team/p/dev/lock")), Does.Not.Contain("jane"));
    }

    [Test]
    public async Task A_lock_of_a_newer_FlowPlan_is_left_alone()
    {
        host.Server.Put("team/p/dev/lock", "{\"format\":2}\n"u8.ToArray());

        Assert.That((await FailAsync("FP6407", host.Address("dev"))).Message, Does.Contain("format 2"));
    }

    [TestCase("something", false)]
    [TestCase("", false)]
    [TestCase("{\"ID\":\"0f1e\",\"Who\":\"bob\"}\n", false)]
    [TestCase("{\"format\":1,\"token\":9,\"renewal\":1,\"seconds\":1e300,\"holder\":\"bob\"}\n", false)]
    [TestCase("{\"format\":1,\"token\":9,\"renewal\":1,\"seconds\":60,\"holder\":\"bob\"}\n", true)]
    public async Task A_lock_that_cannot_be_read_is_held_until_it_is_removed_by_force(string content, bool expires)
    {
        await using var engine = host.Connect();
        var former = ((LeaseAttempt.Granted)await engine.AcquireAsync(Jane, TimeSpan.FromMinutes(1), CancellationToken.None)).Lease;
        host.Server.Put("team/p/dev/lock", System.Text.Encoding.UTF8.GetBytes(content));
        await using var store = new RemoteStateStore(host.Connect(), RemoteStateSettings.Default, TimeProvider.System);

        var held = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6101");
        Assert.That(held.Help, Does.Contain("'flowplan state unlock unknown --force'"));
        Assert.That((await store.ObserveAsync(CancellationToken.None)).Use?.Code, Is.EqualTo("FP6106"), "a plan says that its result may be outdated");
        Assert.That((await store.UnlockAsync("unknown", force: false, CancellationToken.None))?.Code, Is.EqualTo("FP6104"));
        if (expires)
        {
            await host.ExpireAsync(TimeSpan.FromMinutes(1));
            Assert.That(await store.UnlockAsync("unknown", force: false, CancellationToken.None), Is.Null);
        }
        else
        {
            await host.ExpireAsync(TimeSpan.FromDays(300));
            (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).FailedWith("FP6101");
            Assert.That(await store.UnlockAsync("unknown", force: true, CancellationToken.None), Is.Null);
        }

        await using var next = (await store.OpenAsync(Sample.AtOnce, CancellationToken.None)).ValueOrThrow();
        await next.SaveAsync(Sample.Empty, CancellationToken.None);
        Assert.That(await engine.AppendAsync(former, 0, "late\n"u8.ToArray(), CancellationToken.None), Is.InstanceOf<WriteResult.LeaseLost>());
    }

    [TestCase("{\"format\":1,\"token\":1,\"firstChunk\":1,\"firstSegment\":0,\"start\":0,\"lengths\":[9]}\ncut\n", "damaged")]
    [TestCase("{\"format\":1,\"token\":1,\"firstChunk\":1,\"firstSegment\":0,\"start\":0,\"lengths\":[-4,8]}\ncut\n", "damaged")]
    [TestCase("{\"format\":1,\"token\":1,\"firstChunk\":-7,\"firstSegment\":0,\"start\":0,\"lengths\":[4]}\ncut\n", "damaged")]
    public async Task A_part_of_the_journal_that_was_cut_is_damage(string content, string text)
    {
        host.Server.Put("team/p/dev/journal/000000000001", System.Text.Encoding.UTF8.GetBytes(content));

        Assert.That((await FailAsync("FP6407", host.Address("dev"))).Message, Does.Contain(text));
    }

    [Test]
    public async Task A_part_of_the_journal_that_is_missing_is_damage()
    {
        host.Server.Put("team/p/dev/journal/000000000007", "{\"format\":1,\"token\":1,\"firstChunk\":3,\"firstSegment\":0,\"start\":0,\"lengths\":[]}\n"u8.ToArray());
        await using var engine = host.Connect();

        var found = await Checks.ThrowsAsync("FP6407", () => engine.ReadAsync(CancellationToken.None));
        Assert.That((found.Message, found.Help), Is.EqualTo((
            "the journal of the state is damaged: a part of it is missing", "keep a copy of the objects below 'journal/', remove them, and run 'flowplan import --all'")));
    }

    [Test]
    public async Task What_something_else_put_beside_the_journal_is_passed_over()
    {
        host.Server.Put("team/p/dev/journal/README", "something"u8.ToArray());
        await using var engine = host.Connect();
        var lease = ((LeaseAttempt.Granted)await engine.AcquireAsync(Jane, TimeSpan.FromMinutes(1), CancellationToken.None)).Lease;

        Assert.That(await engine.AppendAsync(lease, 0, "line\n"u8.ToArray(), CancellationToken.None), Is.InstanceOf<WriteResult.Done>());
        await using var other = host.Connect();
        Assert.That((await other.ReadAsync(CancellationToken.None)).Journal, Is.EqualTo("line\n"u8.ToArray()));
    }

    [TestCase("lock")]
    [TestCase("state")]
    [TestCase("journal/000000000001")]
    public async Task A_write_whose_condition_is_never_met_is_given_up(string name)
    {
        host.Server.Refuse = request => request.Method == "PUT" && request.Path.Value!.EndsWith(name, StringComparison.Ordinal) ? 412 : null;

        Assert.That((await FailAsync("FP6401", host.Address("dev"))).Message, Does.Contain("again and again"));
    }

    [Test]
    public async Task A_list_that_repeats_a_page_is_given_up()
    {
        host.Server.PageSize = 1;
        host.Server.RepeatsPages = true;
        host.Server.Put("team/p/dev/journal/000000000001", "x"u8.ToArray());
        host.Server.Put("team/p/dev/journal/000000000002", "x"u8.ToArray());
        host.Server.Put("team/p/dev/journal/000000000003", "x"u8.ToArray());
        await using var engine = host.Connect();

        Assert.That((await Checks.ThrowsAsync("FP6406", () => engine.ReadAsync(CancellationToken.None))).Message, Does.Contain("repeats a page"));
    }

    [TestCase("s3:///prefix", "bucket")]
    [TestCase("s3://user@bucket", "user")]
    [TestCase("s3://bucket?colour=red", "'colour'")]
    [TestCase("s3://bucket?endpoint=nothing", "endpoint")]
    public void An_address_that_is_wrong_is_refused(string url, string text) =>
        Assert.That(Checks.Throws("FP6403", () => S3Address.Of(new(url), "p/dev", host.Server.Variables())).Message, Does.Contain(text));

    [Test]
    public void The_URL_goes_before_the_variables()
    {
        var variables = host.Server.Variables();
        var address = S3Address.Of(new("s3://bucket/a/b?region=us-west-2&endpoint=https://minio.example:9000&path-style=false"), "p/dev", variables);

        Assert.That((address.Bucket.Name, address.Folder, address.Location), Is.EqualTo(("bucket", "a/b/p/dev/", "s3://bucket/a/b/p/dev")));
        Assert.That(address.Bucket.UrlOf("k").AbsoluteUri, Is.EqualTo("https://bucket.minio.example:9000/k"));
        Assert.That(address.Bucket.Region, Is.EqualTo("us-west-2"));
        variables.Remove("AWS_ENDPOINT_URL_S3");
        Assert.That(S3Address.Of(new("s3://bucket"), "p/dev", variables).Bucket.UrlOf("k").AbsoluteUri, Is.EqualTo("https://bucket.s3.eu-central-1.amazonaws.com/k"));
    }

    private static async Task<Diagnostic> FailAsync(string code, S3Address address)
    {
        await using var engine = new S3Engine(address, TimeProvider.System);
        return await Checks.ThrowsAsync(code, () => engine.AcquireAsync(Jane, TimeSpan.FromMinutes(1), CancellationToken.None));
    }
}
