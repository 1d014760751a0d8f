using System.Net;
using FlowPlan.Emulator.Settings;

namespace FlowPlan.Emulator.Tests.Services;

/// <summary>Identity Service: its namespaces and what it refuses.</summary>
public sealed class IdentityTests
{
    private const string Namespaces = "data/core/idnamespace/identities";
    private const string Member = """{"name":"Member ID","code":"memberId","idType":"Cross_device","description":"d"}""";

    [Test]
    public async Task A_namespace_is_created_listed_beside_the_standard_ones_and_changed()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var created = await emulator.PostAsync(Namespaces, Member);

        Assert.That((created.Status, created.Text("code"), created.Text("idType"), (bool)created.At("custom")!), Is.EqualTo((HttpStatusCode.OK, "memberId", "CROSS_DEVICE", true)));
        var id = created.At("id")!.ToString();
        var all = (await emulator.GetAsync(Namespaces)).Body!.AsArray();
        Assert.That(all.Select(n => (string?)n!["code"]), Is.SupersetOf(new[] { "memberId", "Email", "ECID" }));
        var changed = await emulator.SendAsync(HttpMethod.Put, $"{Namespaces}/{id}", Member.Replace("Member ID", "Member number", StringComparison.Ordinal));
        Assert.That(changed.Text("0", "name"), Is.EqualTo("Member number"));
        Assert.That((await emulator.GetAsync($"{Namespaces}/{id}")).Text("name"), Is.EqualTo("Member number"));
    }

    [TestCase("memberId", "MEMBERID", 409, "NAMESPACE_CODE_CONFLICT")]
    [TestCase("memberId", "email", 409, "NAMESPACE_CODE_CONFLICT")]
    [TestCase("memberId", "member-id", 400, "INVALID_REQUEST_PARAMS")]
    [TestCase("Cross_device", "Person", 400, "INVALID_REQUEST_PARAMS")]
    public async Task A_namespace_that_is_taken_or_malformed_is_rejected(string text, string replacement, int status, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.PostAsync(Namespaces, Member);

        var answer = await emulator.PostAsync(Namespaces, Member.Replace(text, replacement, StringComparison.Ordinal).Replace("\"memberId\"", "\"other\"", StringComparison.Ordinal));

        Assert.That(((int)answer.Status, answer.Text("report", "code")), Is.EqualTo((status, code)));
    }

    [Test]
    public async Task Code_and_type_cannot_be_changed_and_nothing_can_be_deleted()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = (await emulator.PostAsync(Namespaces, Member)).At("id")!.ToString();

        Assert.That((await emulator.SendAsync(HttpMethod.Put, $"{Namespaces}/{id}", Member.Replace("memberId", "other", StringComparison.Ordinal))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await emulator.SendAsync(HttpMethod.Put, $"{Namespaces}/{id}", Member.Replace("Cross_device", "Email", StringComparison.Ordinal))).Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await emulator.DeleteAsync($"{Namespaces}/{id}")).Status, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That((await emulator.GetAsync($"{Namespaces}/1")).Text("report", "code"), Is.EqualTo("NAMESPACE_NOT_FOUND"));
    }

    [Test]
    public async Task Codes_may_come_back_in_upper_case()
    {
        await using var emulator = await EmulatorClient.StartAsync(new() { Settings = new EmulatorSettings { UpperCaseNamespaceCodes = true } });

        Assert.That((await emulator.PostAsync(Namespaces, Member)).Text("code"), Is.EqualTo("MEMBERID"));
    }
}
