using FlowPlan.Aep.Tests.Support;
using FlowPlan.Core.Diagnostics;
using FlowPlan.Emulator;

namespace FlowPlan.Aep.Tests.Emulated;

/// <summary>One call asks which permissions the credential lacks, and it decides nothing when it has no answer.</summary>
[TestFixture]
internal sealed class PreflightTests
{
    [TestCase(new string[0], "")]
    [TestCase(new[] { "manage-schemas", "view-schemas" }, "manage-schemas")]
    [TestCase(new[] { "manage-datasets", "manage-schemas", "manage-identity-namespaces" }, "manage-datasets, manage-identity-namespaces, manage-schemas")]
    public async Task The_permissions_that_are_missing_are_named_after_one_call(string[] denied, string told)
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true, Settings = new() { DeniedPermissions = denied } });
        await using var provider = Providers.Create(Providers.Settings(emulator.BaseAddress) with { Credentials = Providers.ServerToServer, ApiKey = "client-id" });

        var found = await provider.CheckPermissionsAsync(["schema", "fieldGroup", "dataset", "identityNamespace", "flow"], CancellationToken.None);

        Assert.That(found.Select(d => (d.Code, d.Message.TrimEnd('.').EndsWith($": {told}", StringComparison.Ordinal))), Is.EqualTo(told.Length == 0 ? [] : new[] { ("FP3036", true) }));
        var calls = emulator.Requests.Where(r => r.PathAndQuery.Contains("access-control", StringComparison.Ordinal)).ToList();
        Assert.That(calls.Select(c => c.Body), Is.EqualTo(new[] { """["/permissions/manage-datasets","/permissions/manage-identity-namespaces","/permissions/manage-schemas"]""" }));
    }

    [Test]
    public async Task Kinds_without_a_known_permission_are_not_asked_for()
    {
        await using var emulator = await EmulatorHost.StartAsync(new() { RecordRequests = true });
        await using var provider = Providers.Create(Providers.Settings(emulator.BaseAddress) with { Credentials = Providers.ServerToServer, ApiKey = "client-id" });

        Assert.That(await provider.CheckPermissionsAsync(["flow", "connection", "mapping"], CancellationToken.None), Is.Empty);
        Assert.That(emulator.Requests, Is.Empty, "not even a token is asked for");
    }

    [TestCase(403, "{}")]
    [TestCase(404, "{}")]
    [TestCase(200, "[]")]
    public async Task Without_an_answer_it_is_a_note(int status, string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Json(status, body));
        await using var provider = Providers.Create(Providers.Settings(server.Uri));

        var found = await provider.CheckPermissionsAsync(["schema"], CancellationToken.None);

        Assert.That(found.Select(d => (d.Code, d.Severity)), Is.EqualTo(new[] { ("FP3037", Severity.Info) }));
    }
}
