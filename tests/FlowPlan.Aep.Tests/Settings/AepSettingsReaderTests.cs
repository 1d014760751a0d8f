using FlowPlan.Aep.Settings;

namespace FlowPlan.Aep.Tests.Settings;

[TestFixture]
internal sealed class AepSettingsReaderTests
{
    [Test]
    public void All_that_is_missing_is_reported_at_once()
    {
        var outcome = AepSettingsReader.Read(new Dictionary<string, string> { ["FLOWPLAN_CLIENT_ID"] = "id", ["FLOWPLAN_SCOPES"] = " " }, null, "dev");

        Assert.That(outcome.Succeeded, Is.False);
        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.All.EqualTo("FP3001"));
        Assert.That(
            outcome.Diagnostics.Select(d => d.Message),
            Is.EqualTo(new[] { "FLOWPLAN_CLIENT_SECRET is not set.", "FLOWPLAN_ORG_ID is not set.", "FLOWPLAN_SCOPES is not set." }));
    }

    [Test]
    public void Without_any_credentials_both_ways_are_named()
    {
        var outcome = AepSettingsReader.Read(new Dictionary<string, string> { ["FLOWPLAN_ORG_ID"] = "o" }, null, "dev");

        Assert.That(outcome.Diagnostics.Single().Help, Does.Contain("FLOWPLAN_CLIENT_SECRET").And.Contain("FLOWPLAN_ACCESS_TOKEN"));
    }

    [Test]
    public void Server_to_server_credentials_go_to_the_services_of_Adobe()
    {
        var settings = AepSettingsReader.Read(ServerToServer(), null, "dev").Value!;

        Assert.That(settings.PlatformUri, Is.EqualTo(new Uri("https://platform.adobe.io/")));
        Assert.That(settings.ImsUri, Is.EqualTo(new Uri("https://ims-na1.adobelogin.com/")));
        Assert.That(settings.ApiKey, Is.EqualTo("id"));
        Assert.That(settings.MappingSetsPath, Is.EqualTo("data/foundation/conversion/mappingSets"));
    }

    [Test]
    public void A_target_serves_both_unless_the_identity_service_is_given()
    {
        var both = AepSettingsReader.Read(ServerToServer(), new("http://localhost:5000"), "dev").Value!;
        var given = AepSettingsReader.Read(ServerToServer(("FLOWPLAN_IMS_URL", "https://ims.test/base")), new("http://localhost:5000"), "dev").Value!;

        Assert.That((both.PlatformUri.ToString(), both.ImsUri.ToString()), Is.EqualTo(("http://localhost:5000/", "http://localhost:5000/")));
        Assert.That(given.ImsUri.ToString(), Is.EqualTo("https://ims.test/base/"));
    }

    [Test]
    public void An_access_token_needs_the_API_key_it_was_made_with()
    {
        var outcome = AepSettingsReader.Read(
            new Dictionary<string, string> { ["FLOWPLAN_ACCESS_TOKEN"] = "t", ["FLOWPLAN_ORG_ID"] = "o" }, null, "dev");

        Assert.That(outcome.Diagnostics.Single().Message, Is.EqualTo("FLOWPLAN_API_KEY is not set."));
    }

    [TestCase("http://platform.example.com/", "FP3003")]
    [TestCase("ftp://localhost/", "FP3003")]
    [TestCase("http://127.0.0.1.example.com/", "FP3003")]
    [TestCase("http://localhost.example.com/", "FP3003")]
    [TestCase("http://0.0.0.0/", "FP3003")]
    [TestCase("file:///etc/passwd", "FP3003")]
    [TestCase("https://user:canary@platform.example.com/", "FP3052")]
    public void Credentials_never_go_out_in_the_clear(string target, string code)
    {
        var outcome = AepSettingsReader.Read(ServerToServer(), new(target), "dev");

        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { code }));
        Assert.That(string.Concat(outcome.Diagnostics), Does.Not.Contain("canary"));
    }

    [TestCase("http://ims.example.com/")]
    [TestCase("http://localhost.example.com/")]
    public void The_client_secret_never_goes_out_in_the_clear(string ims)
    {
        var outcome = AepSettingsReader.Read(ServerToServer(("FLOWPLAN_IMS_URL", ims)), null, "dev");

        Assert.That(outcome.Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP3003" }));
    }

    [Test]
    public void A_provider_is_not_even_made_for_an_open_line()
    {
        var settings = AepSettingsReader.Read(ServerToServer(), null, "dev").Value! with { ImsUri = new("http://ims.example.com/") };

        Assert.That(() => AepProvider.Create(settings, TimeProvider.System), Throws.ArgumentException);
    }

    [TestCase("30", 30)]
    [TestCase(null, 480)]
    public void The_time_limit_of_a_call_with_its_retries_can_be_set(string? seconds, int total)
    {
        var settings = AepSettingsReader.Read(seconds is null ? ServerToServer() : ServerToServer(("FLOWPLAN_RETRY_TIMEOUT", seconds)), null, "dev").Value!;

        Assert.That(settings.Retry.TotalTimeout, Is.EqualTo(TimeSpan.FromSeconds(total)));
    }

    [TestCase("FLOWPLAN_RETRY_TIMEOUT", "0")]
    [TestCase("FLOWPLAN_RETRY_TIMEOUT", "86401")]
    [TestCase("FLOWPLAN_RETRY_DELAY", "soon")]
    [TestCase("FLOWPLAN_MAX_ATTEMPTS", "21")]
    public void A_number_outside_its_range_is_an_error(string name, string value) => Assert.That(
        AepSettingsReader.Read(ServerToServer((name, value)), null, "dev").Diagnostics.Select(d => d.Code), Is.EqualTo(new[] { "FP3004" }));

    [Test]
    public void Settings_do_not_show_their_secrets()
    {
        var settings = AepSettingsReader.Read(ServerToServer(), null, "dev").Value!;

        Assert.That(settings.ToString(), Does.Not.Contain("canary").And.Contain("(sensitive)"));
    }

    private static Dictionary<string, string> ServerToServer(params (string Name, string Value)[] more)
    {
        var variables = new Dictionary<string, string>
        {
            ["FLOWPLAN_CLIENT_ID"] = "id",
            ["FLOWPLAN_CLIENT_SECRET"] = "canary",
            ["FLOWPLAN_SCOPES"] = "openid",
            ["FLOWPLAN_ORG_ID"] = "o",
        };
        foreach (var (name, value) in more)
            variables[name] = value;
        return variables;
    }
}
