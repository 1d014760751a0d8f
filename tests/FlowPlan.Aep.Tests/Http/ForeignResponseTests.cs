using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;

namespace FlowPlan.Aep.Tests.Http;

/// <summary>A response that belongs to another call, as a proxy can cause on a kept connection, is not taken for the call's own.</summary>
[TestFixture]
internal sealed class ForeignResponseTests
{
    [Test]
    public async Task A_response_with_the_request_ID_of_another_call_is_rejected()
    {
        string? first = null;
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
        {
            first ??= arrived.Headers["x-request-id"];
            var body = arrived.Method == "POST" ? Providers.Created : """{"items": [{"id": "x"}]}""";
            return Answer.Json(arrived.Method == "POST" ? 201 : 200, body, ("x-request-id", first.ToUpperInvariant()))(context);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        Assert.That((await provider.Kind("flow").ReadAsync("x", CancellationToken.None))!.Id, Is.EqualTo("x"), "its own");
        var read = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("x", CancellationToken.None));
        var create = await Assert.ThrowsAsync<ProviderException>(
            () => provider.Kind("sourceConnection").CreateAsync(Providers.SourceConnection, CancellationToken.None));

        Assert.That((read!.Diagnostic.Code, read.Effect), Is.EqualTo(("FP3014", CallEffect.None)));
        Assert.That(read.Diagnostic.Message, Does.StartWith("Flow Service returned the response to another call for GET /"));
        Assert.That((create!.Diagnostic.Code, create.Effect), Is.EqualTo(("FP3014", CallEffect.Unknown)));
        Assert.That(server.Requests.Count(r => r.Method == "POST"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_rejection_with_the_request_ID_of_another_call_is_not_believed()
    {
        string? first = null;
        await using var server = await ScriptedServer.StartAsync((arrived, context) =>
        {
            first ??= arrived.Headers["x-request-id"];
            return Answer.Json(404, "{}", ("x-request-id", first))(context);
        });
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        Assert.That(await provider.Kind("flow").ReadAsync("x", CancellationToken.None), Is.Null);
        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind("flow").ReadAsync("y", CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3014"));
    }

    [TestCase("4d0f3a8a-9d38-4cd8-8e3c-6f0b8f2f0a11")]
    [TestCase("an ID of the service")]
    public async Task A_response_with_an_unknown_request_ID_is_accepted(string id)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, """{"items": [{"id": "x"}]}""", ("x-request-id", id)));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        Assert.That((await provider.Kind("flow").ReadAsync("x", CancellationToken.None))!.Id, Is.EqualTo("x"));
    }

    [TestCase("flow", """{"items": [{"id": "other"}]}""")]
    [TestCase("mapping", """{"id": "other", "version": 0, "mappings": []}""")]
    [TestCase("schema", """{"$id": "https://ns.adobe.com/acme/schemas/other", "meta:altId": "_acme.schemas.other", "title": "T", "allOf": []}""")]
    [TestCase("dataset", """{"other": {"name": "D"}}""")]
    public async Task An_object_other_than_the_requested_one_is_rejected(string kind, string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(200, body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.Kind(kind).ReadAsync("requested", CancellationToken.None));

        Assert.That(fault!.Diagnostic.Code, Is.EqualTo("FP3014"));
    }
}
