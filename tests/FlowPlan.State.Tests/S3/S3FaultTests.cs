using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
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
    [TestCase("lock")]
    public async Task What_something_else_wrote_is_refused_and_not_left_locked(string name)
    {
        host.Server.Put("team/p/dev/" + name, "something"u8.ToArray());
        await FailAsync("FP6407", host.Address("dev"));
        host.Server.Put("team/p/dev/" + name, "{\"format\":2}\n"u8.ToArray());
        Assert.That((await FailAsync("FP6407", host.Address("dev"))).Message, Does.Contain("format 2"));

        if (host.Server.Keys.Contains("team/p/dev/lock") && name != "lock")
            Assert.That(System.Text.Encoding.UTF8.GetString(host.Server.Content("team/p/dev/lock")), Does.Not.Contain("jane"));
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

        Assert.That((address.Bucket, address.Folder, address.Location), Is.EqualTo(("bucket", "a/b/p/dev/", "s3://bucket/a/b/p/dev")));
        Assert.That(address.Client.Config.ServiceURL, Does.StartWith("https://minio.example:9000"));
        Assert.That(address.Client.Config.AuthenticationRegion, Is.EqualTo("us-west-2"));
        variables.Remove("AWS_ENDPOINT_URL_S3");
        Assert.That(S3Address.Of(new("s3://bucket"), "p/dev", variables).Client.Config.RegionEndpoint.SystemName, Is.EqualTo("eu-central-1"));
    }

    private static async Task<Diagnostic> FailAsync(string code, S3Address address)
    {
        await using var engine = new S3Engine(address);
        return await Checks.ThrowsAsync(code, () => engine.AcquireAsync(Jane, TimeSpan.FromMinutes(1), CancellationToken.None));
    }
}
