using System.Xml.Linq;
using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using Microsoft.AspNetCore.Http;

namespace FlowPlan.Aep.Tests.Http;

[TestFixture]
internal sealed class TransportTests
{
    [Test]
    public async Task Every_call_bears_who_calls_and_an_id_of_its_own()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();
        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        var headers = server.Requests.Select(r => r.Headers).ToList();
        Assert.That(headers[0]["Authorization"], Is.EqualTo("Bearer " + Providers.Token));
        Assert.That(headers[0]["x-api-key"], Is.EqualTo("api-key"));
        Assert.That(headers[0]["x-gw-ims-org-id"], Is.EqualTo("0123@AdobeOrg"));
        Assert.That(headers[0]["x-sandbox-name"], Is.EqualTo("dev"));
        Assert.That(headers[0], Does.Not.ContainKey("x-sandbox-id").And.Not.ContainKey("Content-Type"));
        Assert.That(headers.Select(h => Guid.Parse(h["x-request-id"])), Is.Unique);
    }

    [Test]
    public async Task The_repetition_of_a_call_bears_the_same_id()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(503, "{}"), Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(server.Requests.Select(r => r.Headers["x-request-id"]).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_id_of_a_schema_goes_out_encoded_whole()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(404, "{}"));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var live = await provider.Kind("schema").ReadAsync("https://ns.adobe.com/acme/schemas/7f68", CancellationToken.None);

        Assert.That(live, Is.Null);
        Assert.That(
            server.Requests.Single().Target,
            Is.EqualTo("/data/foundation/schemaregistry/tenant/schemas/https%3A%2F%2Fns.adobe.com%2Facme%2Fschemas%2F7f68"));
        Assert.That(server.Requests.Single().Headers["Accept"], Is.EqualTo("application/vnd.adobe.xed+json; version=1"));
    }

    [Test]
    public async Task A_redirect_to_another_host_is_refused_and_the_token_stays()
    {
        await using var elsewhere = await ScriptedServer.StartAsync(Answer.Json(200, Providers.EmptyList));
        await using var server = await ScriptedServer.StartAsync(Redirect(elsewhere.Uri + "stolen"));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3016"));
        Assert.That(elsewhere.Requests, Is.Empty);
    }

    [Test]
    public async Task A_redirect_within_the_host_is_followed_when_reading()
    {
        await using var server = await ScriptedServer.StartAsync(Redirect("/moved"), Answer.Json(200, """{"items": [{"id": "x"}]}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var live = await provider.Kind("flow").ReadAsync("x", CancellationToken.None);

        Assert.That(live!.Id, Is.EqualTo("x"));
        Assert.That(server.Requests.Last().Target, Is.EqualTo("/moved"));
    }

    [Test]
    public async Task A_redirect_of_a_create_is_not_followed_and_what_came_of_it_is_not_known()
    {
        await using var server = await ScriptedServer.StartAsync(Redirect("/moved"), Answer.Json(201, Providers.Created));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3016"));
        Assert.That(fault.Effect, Is.EqualTo(CallEffect.Unknown), "it may be where to look at what was made");
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("chunked")]
    [TestCase("with length")]
    public async Task An_answer_that_is_too_long_is_refused(string how)
    {
        var body = $$"""{"items": [{"id": "{{new string('x', 5000)}}"}]}""";
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = how == "chunked" ? null : body.Length;
            await context.Response.WriteAsync(body);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { MaxResponseBytes = 4000 });

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3015"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase("<html>welcome</html>", "text/html")]
    [TestCase("{\"id\": \"made\"", "application/json")]
    [TestCase("", "application/json")]
    [TestCase("[]", "application/json")]
    [TestCase("{\"etag\": \"e\"}", "application/json")]
    public async Task A_create_whose_answer_is_not_understood_has_an_unknown_fate(string body, string contentType)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.With(201, body, contentType));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3014"));
        Assert.That(fault.Effect, Is.EqualTo(CallEffect.Unknown));
    }

    [Test]
    public async Task A_create_whose_answer_breaks_off_has_an_unknown_fate()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Truncated);
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Effect, Is.EqualTo(CallEffect.Unknown));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [TestCase(429, "60", 60)]
    [TestCase(503, "60", 60)]
    [TestCase(429, null, 1)]
    [TestCase(429, "0", 1)]
    public async Task A_throttled_host_gets_no_other_call_before_its_time(int status, string? retryAfter, int seconds)
    {
        var time = new VirtualTime();
        var arrivals = new List<DateTimeOffset>();
        await using var server = await ScriptedServer.StartAsync(async (arrived, context) =>
        {
            arrivals.Add(time.GetUtcNow());
            (string, string)[] headers = retryAfter is null ? [] : [("Retry-After", retryAfter)];
            await (arrivals.Count == 1 ? Answer.Json(status, "{}", headers) : Answer.Json(200, Providers.EmptyList))(context);
        });
        var settings = Providers.Settings(server.Uri);
        await using var provider = Providers.Create(settings with { Retry = settings.Retry with { MaxAttempts = 1 } }, time);

        // The first call is given up at once; it is the second that has to wait.
        await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));
        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(arrivals[1] - arrivals[0], Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(seconds)));
    }

    [Test]
    public async Task Calls_are_made_over_HTTP_1_1()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(server.Requests.Single().Protocol, Is.EqualTo("HTTP/1.1"));
    }

    [Test]
    public async Task Calls_name_the_product_and_its_version()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, Providers.EmptyList));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        var version = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;
        Assert.That(server.Requests.Single().Headers["User-Agent"], Is.EqualTo($"FlowPlan/{version}"));
    }

    [Test]
    public async Task A_response_with_a_duplicate_property_is_not_accepted()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, """{"items": [{"id": "x", "id": "y"}]}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3014"));
    }

    [Test]
    public async Task An_object_without_an_ID_is_not_accepted()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(200, """{"items": [{"name": "X"}]}""", ("x-request-id", "r-7")));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var read = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));
        var listed = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync().AsTask());

        Assert.That((read!.Diagnostic.Code, read.Diagnostic.RequestId), Is.EqualTo(("FP3014", "r-7")));
        Assert.That((listed!.Diagnostic.Code, listed.Diagnostic.RequestId), Is.EqualTo(("FP3014", "r-7")));
    }

    [Test]
    public async Task An_ID_may_be_a_number()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, """{"items": [{"id": 7}, {"id": 8}]}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("flow").ListAsync(CancellationToken.None).Select(f => f.Id).ToListAsync();

        Assert.That(found, Is.EqualTo(new[] { "7", "8" }));
    }

    [Test]
    public async Task The_trace_is_told_of_each_attempt_and_of_no_secret()
    {
        var trace = new Recorder();
        await using var server = await ScriptedServer.StartAsync(
            Answer.Json(503, "{}"), Answer.Json(200, Providers.EmptyList, ("x-request-id", "of-the-service")));
        await using var provider = Providers.Create(Providers.Settings(server.Uri), trace: trace);

        await provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(trace.Entries.Select(e => (e.Method, e.Path, e.Status, e.Attempt)), Is.EqualTo(new (string, string, int?, int)[]
        {
            ("GET", "/data/foundation/flowservice/flows", 503, 1),
            ("GET", "/data/foundation/flowservice/flows", 200, 2),
        }));
        Assert.That(trace.Entries[1].RequestId, Is.EqualTo("of-the-service"));
        Assert.That(string.Concat(trace.Entries), Does.Not.Contain(Providers.Token));
    }

    [Test]
    public async Task A_secret_that_the_service_echoes_is_cut_out_of_the_message()
    {
        await using var server = await ScriptedServer.StartAsync(async (arrived, context) =>
        {
            var echo = $"bad password canary-password-55 for {arrived.Headers["Authorization"]}";
            await Answer.Json(400, $$"""{"type": "https://ns.adobe.com/aep/errors/FLOW-1413-400", "status": 400, "errorMessage": "{{echo}}"}""")(context);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));
        var fields = Value.Map.Of(
            ("name", Value.Of("C")),
            ("type", Value.Map.Of(("id", Value.Of("other")))),
            ("auth", Value.Map.Of(
                ("specName", Value.Of("Basic")),
                ("params", Value.Map.Of(("password", new Value.Secret(Value.Of("canary-password-55"))))))));

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("connection").CreateAsync(new(new("connection", "c"), "test", fields), CancellationToken.None));

        Assert.That(server.Requests.Single().Json["auth"]!["params"]!["password"]!.GetValue<string>(), Is.EqualTo("canary-password-55"));
        Assert.That(fault!.ToString() + fault.Diagnostic, Does.Not.Contain("canary").And.Contain("bad password (sensitive) for Bearer (sensitive)"));
    }

    private static Func<HttpContext, Task> Redirect(string location) => Answer.Json(302, "{}", ("Location", location));
}
