using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Resources;
using FlowPlan.Core.Values;
using static FlowPlan.Aep.Tests.Support.Make;

namespace FlowPlan.Aep.Tests;

[TestFixture]
internal sealed class AepProviderTests
{
    private static readonly Dictionary<string, string[]> Calls = new()
    {
        ["class"] = ["POST /tenant/classes", "PATCH /tenant/classes/{id}", "DELETE /tenant/classes/{id}"],
        ["connection"] = ["POST /connections", "PATCH /connections/{id}", "DELETE /connections/{id}"],
        ["dataType"] = ["POST /tenant/datatypes", "PATCH /tenant/datatypes/{id}", "DELETE /tenant/datatypes/{id}"],
        ["dataset"] = ["POST /dataSets", "PATCH /dataSets/{id}", "DELETE /dataSets/{id}"],
        ["datasetExpiration"] = ["POST /ttl", "PUT /ttl/{id}", "DELETE /ttl/{id}"],
        ["datasetLabels"] = ["POST /datasets/{id}/labels", "PUT /datasets/{id}/labels", "PUT /datasets/{id}/labels"],
        ["descriptor"] = ["POST /tenant/descriptors", "PUT /tenant/descriptors/{id}", "DELETE /tenant/descriptors/{id}"],
        ["fieldGroup"] = ["POST /tenant/fieldgroups", "PATCH /tenant/fieldgroups/{id}", "DELETE /tenant/fieldgroups/{id}"],
        ["flow"] = ["POST /flows", "PATCH /flows/{id}", "POST /flows/{id}/action?op=enable|disable", "DELETE /flows/{id}"],
        ["identityNamespace"] = ["POST /idnamespace/identities", "PUT /idnamespace/identities/{id}"],
        ["mapping"] = ["POST /mappingSets", "PUT /mappingSets/{id}", "DELETE /mappingSets/{id}"],
        ["schema"] = ["POST /tenant/schemas", "PATCH /tenant/schemas/{id}", "POST|PUT|DELETE /tenant/descriptors", "DELETE /tenant/schemas/{id}"],
        ["sourceConnection"] = ["POST /sourceConnections", "PATCH /sourceConnections/{id}", "DELETE /sourceConnections/{id}"],
        ["targetConnection"] = ["POST /targetConnections", "PATCH /targetConnections/{id}", "DELETE /targetConnections/{id}"],
    };

    [Test]
    public async Task All_kinds_are_there_and_each_says_what_it_calls()
    {
        await using var provider = Providers.Create(Providers.Settings(new("http://localhost:1/")));

        Assert.That(provider.KindNames, Is.EqualTo(Calls.Keys));
        Assert.That(provider.Organization, Is.EqualTo("0123@AdobeOrg"));
        foreach (var name in provider.KindNames)
        {
            Assert.That(provider.Kind(name).Name, Is.EqualTo(name));
            CallPurpose[] purposes = [CallPurpose.Create, CallPurpose.Update, CallPurpose.Delete];
            Assert.That(purposes.SelectMany(provider.Kind(name).DescribeCalls), Is.EqualTo(Calls[name]));
        }

        Assert.That(() => provider.Kind("batch"), Throws.TypeOf<KeyNotFoundException>());
    }

    [TestCase(200, """{"name": "dev", "state": "active"}""", null)]
    [TestCase(200, """{"name": "dev", "state": "creating"}""", "FP3031")]
    [TestCase(404, "{}", "FP3030")]
    [TestCase(403, """{"error_code": "403025", "message": "Profile is not valid"}""", "FP3022")]
    public async Task Access_means_a_sandbox_that_is_active(int status, string body, string? code)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(status, body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        if (code is null)
        {
            await provider.CheckAccessAsync(CancellationToken.None);
        }
        else
        {
            var fault = await Assert.ThrowsAsync<ProviderException>(() => provider.CheckAccessAsync(CancellationToken.None));
            Assert.That(fault!.Diagnostic.Code, Is.EqualTo(code));
        }

        Assert.That(server.Requests.Single().Target, Is.EqualTo("/data/foundation/sandbox-management/sandboxes/dev"));
    }

    [Test]
    public async Task A_lookup_by_name_gives_all_that_bear_it_and_never_picks_one()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(
            200, """{"items": [{"id": "1", "name": "N"}, {"id": "2", "name": "M"}, {"id": "3", "name": "N"}]}"""));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.Kind("flow").LookupAsync(ExistingCriteria.ByName("N"), CancellationToken.None);
        var none = await provider.Kind("flow").LookupAsync(ExistingCriteria.ByName("n"), CancellationToken.None);

        Assert.That(found.Select(l => l.Id), Is.EqualTo(new[] { "1", "3" }));
        Assert.That(none, Is.Empty);
    }

    [Test]
    public async Task A_natural_key_is_not_known_while_a_part_of_it_is_yet_to_be_made()
    {
        await using var provider = Providers.Create(Providers.Settings(new("http://localhost:1/")));
        var reference = new Value.Reference(new("connection", "a"), "id");

        Assert.That(provider.Kind("sourceConnection").NaturalKey(Map(("name", Text("N")), ("baseConnectionId", reference))), Is.Null);
        Assert.That(provider.Kind("dataset").NaturalKey(Map(("name", Text("N")), ("schema", Map(("id", reference))))), Is.Null);
        Assert.That(provider.Kind("targetConnection").NaturalKey(Map(("name", Text("N")), ("dataSetId", reference))), Is.Null);
        Assert.That(provider.Kind("flow").NaturalKey(Value.Map.Empty), Is.Null);
    }

    [Test]
    public async Task A_connection_without_a_source_id_is_created_with_the_key_that_the_service_gives_it()
    {
        await using var provider = Providers.Create(Providers.Settings(new("http://localhost:1/")));
        var kind = provider.Kind("connection");
        var type = Map(("id", Text("t")));
        var (named, defaulted, other) = (
            Map(("name", Text("N")), ("type", type)),
            Map(("name", Text("N")), ("type", type), ("sourceId", Text("N"))),
            Map(("name", Text("N")), ("type", type), ("sourceId", Text("S"))));

        Assert.That(kind.CreateKey(named), Is.EqualTo(kind.CreateKey(defaulted)));
        Assert.That(kind.CreateKey(named), Is.Not.EqualTo(kind.CreateKey(other)));
        Assert.That(kind.NaturalKey(named), Is.EqualTo(kind.NaturalKey(other)), "a source id stays when the name changes");
    }
}
