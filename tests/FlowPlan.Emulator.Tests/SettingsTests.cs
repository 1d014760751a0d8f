using System.Net;

namespace FlowPlan.Emulator.Tests;

/// <summary>Settings are read and replaced as JSON while the emulator runs.</summary>
public sealed class SettingsTests
{
    private const string Path = "__emulator/settings";

    [Test]
    public async Task A_setting_that_is_left_out_gets_its_default()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        await emulator.SendAsync(HttpMethod.Put, Path, """{"flowServicePageSize":2,"sandboxes":["dev"],"tenantId":null}""");
        var settings = await emulator.GetAsync(Path);

        Assert.That((int)settings.At("flowServicePageSize")!, Is.EqualTo(2));
        Assert.That(settings.Text("sandboxes", "0"), Is.EqualTo("dev"));
        Assert.That((settings.Text("tenantId"), (int)settings.At("tokenLifetimeSeconds")!), Is.EqualTo(("acme", 86399)));
        Assert.That((bool)settings.At("uniqueSourceIds")!, Is.True);
        Assert.That((bool)settings.At("deleteMappingSets")!, Is.True);
    }

    [Test]
    public async Task Every_setting_is_written_in_camel_case()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var names = (await emulator.GetAsync(Path)).Body!.AsObject().Select(p => p.Key);

        Assert.That(names, Is.EquivalentTo(new[]
        {
            "tenantId", "tenantIds", "upperCaseNamespaceCodes", "deniedPermissions", "deniedDatasetLabels", "putCreatesDatasetLabels", "missingDatasetLabelsHaveEtag", "tokenLifetimeSeconds", "acceptAnyToken", "sandboxes", "flowServicePageSize", "omitLinksOnLastPage", "uniqueSourceIds",
            "refuseDeleteInUse", "initializingReads", "deleteMappingSets", "legacyMappingSetsPath", "listLagMilliseconds",
            "flowLiveAfterSeconds", "ingestionLagMilliseconds", "synchronousValidation", "synchronousValidationsPerMinute",
        }));
    }

    [TestCase("{", "the settings are not valid: ")]
    [TestCase("""{"flowServicePageSize":"many"}""", "the settings are not valid: ")]
    [TestCase("[]", "the settings must be an object")]
    public async Task Invalid_settings_are_rejected_and_change_nothing(string body, string error)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.SendAsync(HttpMethod.Put, Path, body);

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Text("error"), Does.StartWith(error));
        Assert.That((int)(await emulator.GetAsync(Path)).At("flowServicePageSize")!, Is.EqualTo(100));
    }
}
