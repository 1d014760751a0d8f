using FlowPlan.Aep.Kinds.Mappings;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using FlowPlan.DataPrep.Values;

namespace FlowPlan.Aep.Tests.Http;

[TestFixture]
internal sealed class RepetitionTests
{
    [Test]
    public async Task A_read_that_fails_with_503_is_sent_again()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(503, "{}"), Answer.Json(500, "{}"), Answer.Json(200, """{"items": [{"id": "x", "name": "X"}]}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var live = await provider.Kind("flow").ReadAsync("x", CancellationToken.None);

        Assert.That(live!.Name, Is.EqualTo("X"));
        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_read_whose_connection_is_cut_is_sent_again()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Cut, Answer.Truncated, Answer.Json(200, """{"items": [{"id": "x"}]}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var live = await provider.Kind("flow").ReadAsync("x", CancellationToken.None);

        Assert.That(live!.Id, Is.EqualTo("x"));
        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_preview_of_a_mapping_set_stores_nothing_and_is_sent_again()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(503, "{}"), Answer.Cut, Answer.Json(200, """[{"data": [{"a": 1}]}]"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var previewed = await PreviewAsync(provider);

        Assert.That(previewed.Single().Output.Kind, Is.EqualTo(ValueKinds.Map));
        Assert.That(server.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task A_preview_that_fails_has_changed_nothing()
    {
        await using var server = await ScriptedServer.StartAsync([.. Enumerable.Repeat(Answer.Json(502, "{}"), 20)]);
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => PreviewAsync(provider));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.None));
    }

    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_create_that_fails_with_5xx_is_sent_once_and_its_fate_is_unknown(int status)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(status, "{}"), Answer.Json(201, Providers.Created));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.Unknown));
        Assert.That(fault.Diagnostic.Code, Is.EqualTo("FP3026"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_create_whose_connection_is_cut_is_sent_once_and_its_fate_is_unknown()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(200, Providers.EmptyList), Answer.Cut, Answer.Json(201, Providers.Created));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var kind = provider.Kind("sourceConnection");

        // The first call leaves a kept connection behind: the second must not be sent again on a new one either.
        await foreach (var unexpected in kind.ListAsync(CancellationToken.None))
            Assert.Fail($"The list holds {unexpected.Id}.");
        var fault = await Assert.ThrowsAsync<ProviderException>(() => kind.CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.Unknown));
        Assert.That(fault.Diagnostic.Code, Is.EqualTo("FP3013"));
        Assert.That(server.Requests.Count(r => r.Method == "POST"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_create_that_gets_no_answer_in_time_is_sent_once_and_its_fate_is_unknown()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Never);
        var settings = Providers.Settings(server.Uri);
        settings = settings with { Retry = settings.Retry with { AttemptTimeout = TimeSpan.FromMinutes(10) } };
        await using var provider = Providers.Create(settings);

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.Unknown));
        Assert.That(fault.Diagnostic.Code, Is.EqualTo("FP3012"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_create_that_is_turned_away_with_429_is_sent_again()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(429, """{"error_code": "429050", "message": "Too many requests"}"""), Answer.Json(201, Providers.Created));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var created = await provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None);

        Assert.That(created, Is.EqualTo(new CreatedObject("made", "\"e1\"")));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_create_that_is_always_rate_limited_ends_with_its_time_limit_and_is_not_applied()
    {
        // Seven attempts, more than the limit of four failures; then the service requests a longer delay than the call may take.
        await using var server = await ScriptedServer.StartAsync(
            [.. Enumerable.Repeat(Answer.Json(429, "{}"), 6), Answer.Json(429, "{}", ("Retry-After", "60"))]);
        var settings = Providers.Settings(server.Uri);
        settings = settings with { Retry = settings.Retry with { BaseDelay = TimeSpan.FromMilliseconds(1), TotalTimeout = TimeSpan.FromSeconds(30) } };
        await using var provider = Providers.Create(settings, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.None));
        Assert.That(fault.Diagnostic.Code, Is.EqualTo("FP3025"));
        Assert.That(fault.Diagnostic.Message, Does.Contain("rate-limited the last of 7 attempts of POST"));
        Assert.That(server.Requests, Has.Count.EqualTo(7));
    }

    [Test]
    public async Task A_host_that_is_not_there_leaves_nothing_behind()
    {
        var gone = await ScriptedServer.StartAsync(Answer.Cut);
        var uri = gone.Uri;
        await gone.DisposeAsync();
        await using var provider = Providers.Create(Providers.Settings(uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.None));
        Assert.That(fault.Diagnostic.Code, Is.EqualTo("FP3010"));
        Assert.That(fault.Diagnostic.Message, Is.EqualTo("Flow Service could not be reached at 127.0.0.1: the connection was refused."));
        Assert.That(fault.Diagnostic.RequestId, Is.Null, "nobody received it");
    }

    [Test]
    public async Task Retry_After_in_seconds_is_waited_for()
    {
        var time = new VirtualTime();
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(429, "{}", ("Retry-After", "7")), Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri), time);

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(time.Waits, Has.Some.InRange(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.5)));
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Retry_After_as_a_date_is_relative_to_the_date_of_the_response()
    {
        var time = new VirtualTime();
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(503, "{}", ("Date", HttpDate(hour: 5, second: 0)), ("Retry-After", HttpDate(hour: 5, second: 30))),
            Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri), time);

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(time.Waits, Has.Some.InRange(TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30.5)));
    }

    [Test]
    public async Task A_longer_Retry_After_than_is_bearable_is_cut()
    {
        var time = new VirtualTime();
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(429, "{}", ("Retry-After", "200000")), Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri), time);

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(time.Waits, Has.Some.InRange(TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(120.5)).And.None.InRange(TimeSpan.FromSeconds(200000), TimeSpan.FromSeconds(200001)));
    }

    [TestCase("0")]
    [TestCase("date in the past")]
    public async Task Retry_After_does_not_shorten_the_backoff(string retryAfter)
    {
        var time = new VirtualTime();
        var header = retryAfter == "0" ? retryAfter : HttpDate(hour: 4, second: 0);
        var busy = Answer.Json(503, "{}", ("Date", HttpDate(hour: 5, second: 0)), ("Retry-After", header));
        await using var server = await ScriptedServer.StartAsync(busy, busy, busy, Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri), time);

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        var delays = time.Waits.Where(w => w < TimeSpan.FromMinutes(1)).Select(w => w.TotalSeconds).ToList();
        Assert.That(delays, Has.Count.EqualTo(3));
        Assert.That(delays[0], Is.InRange(1, 1.5));
        Assert.That(delays[1], Is.InRange(2, 3));
        Assert.That(delays[2], Is.InRange(4, 6));
    }

    [Test]
    public async Task Rate_limited_attempts_do_not_count_as_failures()
    {
        var busy = Answer.Json(429, "{}");
        await using var server = await ScriptedServer.StartAsync(
            busy, busy, busy, busy, busy, Answer.Json(503, "{}"), busy, Answer.Json(503, "{}"), Answer.Json(200, Providers.EmptyList));
        var settings = Providers.Settings(server.Uri);
        await using var provider = Providers.Create(settings with { Retry = settings.Retry with { MaxAttempts = 3 } });

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(server.Requests, Has.Count.EqualTo(9));
    }

    private static string HttpDate(int hour, int second) =>
        new DateTime(2026, 3, 1, hour, 0, second, DateTimeKind.Utc).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    private static Task<IReadOnlyList<PreviewedRecord>> PreviewAsync(AepProvider provider) => provider.Mappings.PreviewAsync(
        Value.Map.Of(("fields", Value.Map.Of(("a", Value.Map.Of(("source", Value.Of("b"))))))),
        "https://ns.adobe.com/acme/schemas/1",
        [new DataValue.Map([])],
        CancellationToken.None);
}
