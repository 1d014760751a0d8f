using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.State;
using FlowPlan.Core.State.Engines;
using FlowPlan.State.AzureBlob;
using FlowPlan.State.AzureBlob.Client;
using FlowPlan.State.Tests.Servers;

namespace FlowPlan.State.Tests.AzureBlob;

/// <summary>What the service refuses ends in a finding that says what to do, and names no credential.</summary>
public sealed class AzureFaultTests
{
    private static readonly LockHolder Jane = new("7d8a6c1e-0000-4000-8000-000000000001", "jane", 1, "h", DateTimeOffset.UnixEpoch, "apply", null);

    [Test]
    public async Task A_container_that_does_not_exist_is_named()
    {
        var engine = new AzureBlobEngine(Of($"azblob://{AzuriteServer.Account}/nowhere", AzuriteServer.Connection(AzuriteServer.Instance.Port)), TimeProvider.System);

        Assert.That((await FailAsync("FP6404", () => engine.ReadAsync(CancellationToken.None))).Message, Does.Contain("container"));
        await FailAsync("FP6404", () => engine.AcquireAsync(Jane, TimeSpan.FromMinutes(1), CancellationToken.None));
    }

    [Test]
    public async Task A_wrong_key_is_refused_and_not_shown()
    {
        var wrong = Convert.ToBase64String("another-canary-key-another-canary-key-another-canary-key-another"u8);
        var engine = new AzureBlobEngine(Of(
            $"azblob://{AzuriteServer.Account}/states", AzuriteServer.Connection(AzuriteServer.Instance.Port).Replace(AzuriteServer.Key, wrong, StringComparison.Ordinal)), TimeProvider.System);

        var refused = await FailAsync("FP6402", () => engine.ReadAsync(CancellationToken.None));
        Assert.That(refused.Message + refused.Help, Does.Contain("403").And.Not.Contain(wrong));
    }

    [Test]
    public async Task A_service_that_is_not_there_cannot_be_reached() => await FailAsync(
        "FP6401", () => new AzureBlobEngine(Of($"azblob://{AzuriteServer.Account}/states", AzuriteServer.Connection(1)), TimeProvider.System).ReadAsync(CancellationToken.None));

    [TestCase("azblob://account", "container")]
    [TestCase("azblob://user@account/container", "user")]
    [TestCase("azblob://another/container", "another account")]
    public void An_address_that_is_wrong_is_refused(string url, string text) =>
        Assert.That(Checks.Throws("FP6403", () => Of(url, AzuriteServer.Connection(1))).Message, Does.Contain(text));

    [Test]
    public void Variables_that_cannot_be_read_are_refused_and_not_shown()
    {
        Assert.That(Checks.Throws("FP6403", () => Of("azblob://account/container", "not a connection string")).Message, Does.Not.Contain("not a connection"));
        Checks.Throws("FP6403", () => AzureAddress.Of(new("azblob://account/container"), "p/e", new Dictionary<string, string> { ["AZURE_STORAGE_KEY"] = "%" }));
        Checks.Throws("FP6403", () => AzureAddress.Of(new("azblob://account/container"), "p/e", new Dictionary<string, string> { ["AZURE_STORAGE_SERVICE_ENDPOINT"] = "nothing" }));
    }

    [Test]
    public void Without_variables_the_account_is_that_of_the_URL()
    {
        var address = AzureAddress.Of(new("azblob://account/container/a/b"), "p/e", new Dictionary<string, string> { ["AZURE_STORAGE_SAS_TOKEN"] = "?sv=1&sig=canary" });

        Assert.That(address.Container.AbsoluteUri, Is.EqualTo("https://account.blob.core.windows.net/container"));
        Assert.That((address.Folder, address.Location), Is.EqualTo(("a/b/p/e/", "azblob://account/container/a/b/p/e")));
    }

    [Test]
    public async Task A_lease_that_nobody_renews_expires_on_the_clock_of_the_service()
    {
        await using var host = new AzureHost();
        await using var engine = host.Connect();
        await engine.AcquireAsync(Jane, TimeSpan.FromSeconds(1), CancellationToken.None);
        await using var other = host.Connect();
        var bob = Jane with { Id = "7d8a6c1e-0000-4000-8000-000000000002", User = "bob" };
        var attempts = 0;
        while (await other.AcquireAsync(bob, TimeSpan.FromSeconds(1), CancellationToken.None) is LeaseAttempt.Held)
        {
            attempts++;
            await Task.Delay(TimeSpan.FromSeconds(1));
        }

        Assert.That(attempts, Is.Positive);
        Assert.That((await engine.ReadAsync(CancellationToken.None)).Lease?.Holder?.User, Is.EqualTo("bob"));
    }

    [Test]
    public async Task A_lease_that_cannot_be_used_is_given_back([Values] bool isLater)
    {
        await using var host = new AzureHost();
        await using var engine = host.Connect();
        await engine.ReleaseAsync(((LeaseAttempt.Granted)await engine.AcquireAsync(Jane, TimeSpan.FromMinutes(1), CancellationToken.None)).Lease, CancellationToken.None);
        var folder = host.Address("dev").Folder;
        var journal = host.Blobs[folder + "journal"];
        if (isLater)
            await journal.SetMetadataAsync(new Dictionary<string, string> { ["token"] = "99" }, default, CancellationToken.None);
        else
            await journal.AcquireAsync(Guid.NewGuid().ToString(), Blob.ForEver, CancellationToken.None);

        // Somebody was faster, or something else has a lease of the journal.
        var another = Jane with { Id = "7d8a6c1e-0000-4000-8000-000000000003" };
        if (isLater)
            Assert.That(await engine.AcquireAsync(another, TimeSpan.FromHours(1), CancellationToken.None), Is.InstanceOf<LeaseAttempt.Held>());
        else
            await FailAsync("FP6401", () => engine.AcquireAsync(another, TimeSpan.FromHours(1), CancellationToken.None));
        Assert.That((await host.Blobs[folder + "state.json"].DescribeAsync(CancellationToken.None)).IsLeased, Is.False);
    }

    [TestCase("something")]
    [TestCase("#0 2147483647\nx")]
    [TestCase("#0 -5\nx")]
    [TestCase("#0 10\ncut")]
    public async Task A_journal_that_was_cut_or_that_something_else_wrote_is_damage(string content)
    {
        await using var host = new AzureHost();
        await using var engine = host.Connect();
        await engine.AcquireAsync(Jane, TimeSpan.FromMinutes(1), CancellationToken.None);
        var address = host.Address("dev");
        await host.Blobs[address.Folder + "journal"].AppendAsync(System.Text.Encoding.UTF8.GetBytes(content), default, CancellationToken.None);

        Assert.That((await FailAsync("FP6407", () => engine.ReadAsync(CancellationToken.None))).Help, Does.Contain("import --all"));
    }

    [Test]
    public async Task Numbers_beside_a_blob_that_something_else_wrote_are_passed_over()
    {
        await using var host = new AzureHost();
        var address = host.Address("dev");
        var metadata = new Dictionary<string, string> { ["written"] = "9223372036854775807", ["holder"] = "?", ["token"] = "x" };
        await host.Blobs[address.Folder + "state.json"].PutAsync("{}"u8.ToArray(), metadata, default, CancellationToken.None);
        await using var engine = host.Connect();

        Assert.That((await engine.ReadAsync(CancellationToken.None)).Document, Is.EqualTo("{}"u8.ToArray()));
        Assert.That(await engine.HistoryAsync(CancellationToken.None), Has.Count.EqualTo(1));
    }

    private static AzureAddress Of(string url, string connection) =>
        AzureAddress.Of(new(url), "p/e", new Dictionary<string, string> { ["AZURE_STORAGE_CONNECTION_STRING"] = connection });

    private static async Task<Diagnostic> FailAsync(string code, Func<Task> action) => await Checks.ThrowsAsync(code, action);
}
