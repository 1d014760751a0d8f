using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using Microsoft.Extensions.Time.Testing;

namespace FlowPlan.Aep.Tests.Http;

[TestFixture]
internal sealed class TokenTests
{
    private const string Unauthorized = """{"error_code": "401013", "message": "Oauth token is not valid"}""";

    [Test]
    public async Task One_token_is_asked_for_by_form_and_shared_by_all_calls()
    {
        await using var server = await Platform();
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => provider.Kind("flow").ListAsync(CancellationToken.None).ToListAsync().AsTask()));

        var asked = server.Requests.Single(r => r.Path == "/ims/token/v3");
        Assert.That(asked.Target, Does.Not.Contain("?"));
        Assert.That(asked.Headers["Content-Type"], Is.EqualTo("application/x-www-form-urlencoded"));
        Assert.That(
            asked.Body,
            Is.EqualTo($"grant_type=client_credentials&client_id=client-id&client_secret={Providers.ClientSecret}&scope=openid%2CAdobeID"));
        Assert.That(
            server.Requests.Where(r => r.Path != "/ims/token/v3").Select(r => r.Headers["Authorization"]),
            Has.Exactly(20).Items.And.All.EqualTo("Bearer token-1"));
    }

    [Test]
    public async Task A_token_is_renewed_five_minutes_before_it_expires()
    {
        var time = new FakeTimeProvider();
        await using var server = await Platform();
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer }, time);
        var flows = provider.Kind("flow");

        await flows.ListAsync(CancellationToken.None).ToListAsync();
        time.Advance(TimeSpan.FromSeconds(3600 - 302));
        await flows.ListAsync(CancellationToken.None).ToListAsync();
        time.Advance(TimeSpan.FromSeconds(3));
        await flows.ListAsync(CancellationToken.None).ToListAsync();

        Assert.That(BearersOf(server), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-1", "Bearer token-2" }));
    }

    [Test]
    public async Task A_refused_token_is_renewed_once_and_even_a_create_is_sent_again()
    {
        var refused = "Bearer token-1";
        await using var server = await Platform(arrived => arrived.Headers["Authorization"] == refused);
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer });

        var created = await provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None);

        Assert.That(created.Id, Is.EqualTo("made"));
        Assert.That(BearersOf(server), Is.EqualTo(new[] { "Bearer token-1", "Bearer token-2" }));
    }

    [Test]
    public async Task A_token_that_is_refused_twice_ends_the_call()
    {
        await using var server = await Platform(_ => true);
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer });

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3021"));
        Assert.That(fault.Effect, Is.EqualTo(CallEffect.None));
        Assert.That(BearersOf(server), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_given_token_that_is_refused_names_the_variable_to_look_at()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(401, Unauthorized));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));

        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(fault!.Diagnostic.Help, Does.Contain("FLOWPLAN_ACCESS_TOKEN"));
    }

    [Test]
    public async Task Refused_credentials_are_reported_without_the_secret()
    {
        var echo = $$"""{"error": "invalid_client", "error_description": "invalid client_secret {{Providers.ClientSecret}}"}""";
        await using var server = await ScriptedServer.StartAsync(Answer.Json(400, echo));
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer });

        var fault = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3027"));
        Assert.That(fault.Effect, Is.EqualTo(CallEffect.None));
        Assert.That(fault.Diagnostic.Message, Does.Contain("invalid_client").And.Contain("invalid client_secret (sensitive)"));
        Assert.That(fault.ToString(), Does.Not.Contain(Providers.ClientSecret));
    }

    [Test]
    public async Task Refused_credentials_without_a_request_ID_are_reported_with_the_one_that_was_sent()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(400, """{"error": "invalid_client"}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer });

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.CheckAccessAsync(CancellationToken.None));

        Assert.That(fault!.Diagnostic.RequestId, Is.EqualTo(server.Requests.Single().Headers["x-request-id"]));
    }

    [Test]
    public async Task A_retry_for_which_there_is_no_token_leaves_a_write_with_unknown_outcome()
    {
        var tokens = 0;
        await using var server = await ScriptedServer.StartAsync((arrived, context) => arrived switch
        {
            { Path: "/ims/token/v3" } when tokens++ == 0 => Answer.Json(200, """{"access_token": "token", "expires_in": 1}""")(context),
            { Path: "/ims/token/v3" } => Answer.Json(400, """{"error": "invalid_client"}""")(context),
            _ => Answer.Json(503, "{}")(context),
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer });
        var fields = Value.Map.Of(("name", Value.Of("old")));
        var live = new LiveObject { Id = "x", Etag = "\"1\"", Fields = fields, Attributes = Value.Map.Empty };

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").UpdateAsync(
            new(new("flow", "x"), "p", live, fields, [new("name", Value.Of("new"))]), CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3027"));
        Assert.That(fault.Effect, Is.EqualTo(CallEffect.Unknown), "the first attempt may have been applied");
        Assert.That(server.Requests.Count(r => r.Method == "PATCH"), Is.EqualTo(1));
    }

    [TestCase("<html/>")]
    [TestCase("{\"access_token\": 5}")]
    [TestCase("{}")]
    public async Task A_token_answer_that_is_not_understood_is_reported(string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri) with { Credentials = Providers.ServerToServer });

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.CheckAccessAsync(CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3014"));
    }

    private static List<string> BearersOf(ScriptedServer server) =>
        [.. server.Requests.Where(r => r.Path != "/ims/token/v3").Select(r => r.Headers["Authorization"])];

    private static Task<ScriptedServer> Platform(Func<Arrived, bool>? refuse = null)
    {
        var tokens = 0;
        return ScriptedServer.StartAsync((arrived, context) =>
        {
            if (arrived.Path == "/ims/token/v3")
                return Answer.Json(200, $$"""{"access_token": "token-{{++tokens}}", "token_type": "bearer", "expires_in": 3600}""")(context);
            if (refuse?.Invoke(arrived) == true)
                return Answer.Json(401, Unauthorized)(context);
            return arrived.Method == "POST" ? Answer.Json(201, Providers.Created)(context) : Answer.Json(200, Providers.EmptyList)(context);
        });
    }
}
