using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>What is known about a write after several attempts that end differently.</summary>
[TestFixture]
internal sealed class CallOutcomeTests
{
    [Test]
    public async Task A_create_that_gets_no_response_after_a_429_has_an_unknown_outcome()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(429, "{}"), Answer.Never);
        var settings = Providers.Settings(server.Uri);
        settings = settings with { Retry = settings.Retry with { AttemptTimeout = TimeSpan.FromMinutes(10) } };
        await using var provider = Providers.Create(settings);

        var fault = await FailureOf(Create(provider));

        Assert.That((fault.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP3012", CallEffect.Unknown)));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_create_whose_408_cannot_be_read_has_an_unknown_outcome()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(408, $$"""{"title": "{{new string('x', 5000)}}"}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { MaxResponseBytes = 4000 });

        var fault = await FailureOf(Create(provider));

        Assert.That((fault.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP3015", CallEffect.Unknown)));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(408)]
    [TestCase(503)]
    public async Task A_patch_that_is_rejected_with_412_after_an_attempt_with_unknown_outcome_has_an_unknown_outcome(int status)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(status, "{}"), Answer.Json(412, "{}"));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await FailureOf(Patch(provider));

        Assert.That((fault.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP3024", CallEffect.Unknown)));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_transient_state_after_an_attempt_with_unknown_outcome_is_not_a_change_by_somebody_else()
    {
        // The first attempt is applied although its response is a 503.
        var patches = 0;
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived.Method switch
        {
            "GET" => Answer.Json(200, """{"items": [{"id": "x", "name": "new", "state": "enabled", "etag": "\"2\""}]}""")(context),
            _ when ++patches == 1 => Answer.Json(503, "{}")(context),
            _ => Answer.Json(400, """{"type": "https://ns.adobe.com/aep/errors/FLOW-1416-400", "status": 400, "errorMessage": "not in this state"}""")(context),
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await FailureOf(Patch(provider));

        Assert.That((fault.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP3033", CallEffect.Unknown)), fault.Diagnostic.Message);
        Assert.That(fault.Diagnostic.Message, Does.Contain("an earlier attempt may have been applied"));
        Assert.That(patches, Is.EqualTo(2));
    }

    [Test]
    public async Task A_call_whose_last_attempt_is_rate_limited_does_not_say_that_all_were()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(503, "{}"), Answer.Json(429, "{}", ("Retry-After", "60")));
        var settings = Providers.Settings(server.Uri);
        settings = settings with { Retry = settings.Retry with { BaseDelay = TimeSpan.FromMilliseconds(1), TotalTimeout = TimeSpan.FromSeconds(30) } };
        await using var provider = Providers.Create(settings, TimeProvider.System);

        var fault = await FailureOf(provider.Kind("flow").ReadAsync("x", CancellationToken.None));

        Assert.That(fault.Diagnostic.Code, Is.EqualTo("FP3025"));
        Assert.That(fault.Diagnostic.Message, Does.StartWith("Flow Service rate-limited the last of 2 attempts of GET /"));
    }

    [Test]
    [CancelAfter(30_000)]
    public async Task A_create_that_is_held_back_until_its_time_limit_is_not_sent(CancellationToken cancellationToken)
    {
        var time = new FakeTimeProvider();
        await using var server = await ScriptedServer.StartAsync(Answer.Json(429, "{}", ("Retry-After", "100")), Answer.Json(201, Providers.Created));
        var settings = Providers.Settings(server.Uri);
        settings = settings with { Retry = settings.Retry with { MaxAttempts = 1, TotalTimeout = TimeSpan.FromSeconds(30) } };
        await using var provider = Providers.Create(settings, time);
        await FailureOf(Create(provider));

        var heldBack = Create(provider);
        time.Advance(TimeSpan.FromSeconds(31));
        var fault = await FailureOf(heldBack.WaitAsync(cancellationToken));

        Assert.That((fault.Diagnostic.Code, fault.Effect), Is.EqualTo(("FP3025", CallEffect.None)));
        Assert.That(
            fault.Diagnostic.Message,
            Is.EqualTo("Flow Service was not sent POST /data/foundation/flowservice/sourceConnections: calls to 127.0.0.1 were held back until the time limit of the call."));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    private static Task<CreatedObject> Create(AepProvider provider) =>
        provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None);

    private static Task<UpdatedObject> Patch(AepProvider provider)
    {
        var fields = Value.Map.Of(("name", Value.Of("old")));
        var live = new LiveObject { Id = "x", Etag = "\"1\"", Fields = fields, Attributes = Value.Map.Empty };
        return provider.Kind("flow").UpdateAsync(new(new("flow", "x"), "p", live, fields, [new("name", Value.Of("new"))]), CancellationToken.None);
    }

    private static async Task<ProviderException> FailureOf(Task call) => (await Assert.ThrowsAsync<ProviderException>(() => call))!;
}
