using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Core.Resources;
using FlowPlan.Core.State;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>Whether a call may be sent is asked before each attempt, just before it leaves.</summary>
[TestFixture]
internal sealed class WriteGuardTests
{
    private int asked;

    /// <summary>How often the lock is still held when it is asked for.</summary>
    private int heldFor;

    [SetUp]
    public void SetUp() => (asked, heldFor) = (0, 0);

    [Test]
    public async Task A_create_is_not_repeated_after_429_once_the_lock_is_lost()
    {
        await using var server = await ScriptedServer.StartAsync((_, context) =>
        {
            heldFor = 0;
            return Answer.Json(429, "{}", ("Retry-After", "60"))(context);
        });
        heldFor = int.MaxValue;
        await using var provider = Create(server);

        var fault = await CreateAsync(provider);

        Assert.That((fault.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP6105", CallEffect.None)), "it is recorded as not sent");
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_create_whose_lock_is_lost_while_a_token_is_requested_is_not_sent()
    {
        heldFor = int.MaxValue;
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
        {
            heldFor = 0;
            return Answer.Json(200, """{"access_token": "t", "expires_in": 86399}""")(context);
        });
        await using var provider = AepProvider.Create(
            Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer }, new VirtualTime(), beforeWrite: Ensure);

        var fault = await CreateAsync(provider);

        Assert.That((fault.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP6105", CallEffect.None)));
        Assert.That(server.Requests.Select(r => r.Path), Is.EqualTo(new[] { "/ims/token/v3" }));
    }

    [Test]
    public async Task A_create_whose_lock_is_lost_while_it_waits_for_a_connection_is_not_sent()
    {
        heldFor = 1;
        await using var server = await ScriptedServer.StartAsync(Answer.Json(201, Providers.Created));
        await using var provider = Create(server);

        var fault = await CreateAsync(provider);

        Assert.That((fault.Diagnostic.Code, fault.Effect, fault.Diagnostic.RequestId), Is.EqualTo(("FP6105", CallEffect.None, (string?)null)));
        Assert.That(asked, Is.EqualTo(2));
        Assert.That(server.Requests, Is.Empty);
    }

    [Test]
    public async Task A_deletion_that_may_have_happened_before_the_lock_was_lost_stays_unknown()
    {
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
        {
            if (arrived.Method != "DELETE")
                return Answer.Json(200, """{"items": [{"id": "x", "state": "disabled", "etag": "\"e\""}]}""")(context);
            heldFor = 0;
            return Answer.Json(503, "{}")(context);
        });
        heldFor = int.MaxValue;
        await using var provider = Create(server);

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("sourceConnection").DeleteAsync("x", CancellationToken.None));

        Assert.That((fault!.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP6105", CallEffect.Unknown)));
        Assert.That(server.Requests.Count(r => r.Method == "DELETE"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_read_needs_no_lock()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(503, "{}"), Answer.Json(200, """{"items": [{"id": "x"}]}"""));
        await using var provider = Create(server);

        Assert.That(await provider.Kind("flow").ReadAsync("x", CancellationToken.None), Is.Not.Null);
        Assert.That(asked, Is.Zero);
    }

    [Test]
    public async Task A_create_under_the_lock_is_sent_with_its_body_also_the_second_time()
    {
        heldFor = int.MaxValue;
        await using var server = await ScriptedServer.StartAsync(Answer.Json(429, "{}"), Answer.Json(201, Providers.Created));
        await using var provider = Create(server);

        var created = await provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None);

        Assert.That(created.Id, Is.EqualTo("made"));
        Assert.That(server.Requests.Select(r => (string?)r.Json["name"]), Is.EqualTo(new[] { "A", "A" }));
        Assert.That(server.Requests.Select(r => r.Headers["Content-Type"]), Is.All.EqualTo("application/json"));
        Assert.That(asked, Is.EqualTo(4));
    }

    private AepProvider Create(ScriptedServer server) => AepProvider.Create(Providers.Settings(server.Uri), new VirtualTime(), beforeWrite: Ensure);

    private static async Task<ProviderException> CreateAsync(AepProvider provider) => (await Assert.ThrowsAsync<ProviderException>(
        () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None)))!;

    private void Ensure()
    {
        asked++;
        if (heldFor-- <= 0)
            throw new DiagnosticException(Diagnostic.Of(LockDescriptors.LockLost, "the lock is lost"));
    }
}
