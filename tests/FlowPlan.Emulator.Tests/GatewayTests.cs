using System.Net;

namespace FlowPlan.Emulator.Tests;

public sealed class GatewayTests
{
    [TestCase("Authorization", null, 403, "403010")]
    [TestCase("Authorization", "Bearer nobody", 401, "401013")]
    [TestCase("x-api-key", null, 403, "403000")]
    [TestCase("x-gw-ims-org-id", null, 400, "400003")]
    public async Task A_missing_or_wrong_header_is_refused_in_the_gateways_shape(string header, string? value, int status, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.GetAsync(EmulatorClient.Flow + "flows", (header, value));

        Assert.That(((int)answer.Status, answer.Text("error_code")), Is.EqualTo((status, code)));
        Assert.That(answer.Response.Headers.Contains("x-request-id"));
    }

    [Test]
    public async Task A_write_needs_a_content_type()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.PostAsync(EmulatorClient.Flow + "connections", "{}", ("Content-Type", "text/plain"));

        Assert.That(answer.Text("detail"), Is.EqualTo("A valid content-type must be specified"));
    }

    [TestCase(null, "2105-400")]
    [TestCase("NOT A NAME", "2100-404")]
    public async Task Flow_Service_needs_a_sandbox_that_exists(string? sandbox, string code)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.GetAsync(EmulatorClient.Flow + "flows", ("x-sandbox-name", sandbox));

        Assert.That(answer.Text("type"), Does.EndWith("FLOW-" + code));
    }

    [Test]
    public async Task A_token_is_issued_accepted_and_can_expire()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        const string Form = "grant_type=client_credentials&client_id=a&client_secret=b&scope=openid";

        var issued = await emulator.PostAsync("ims/token/v3", Form, ("Content-Type", "application/x-www-form-urlencoded"));
        var token = "Bearer " + issued.Text("access_token");
        var before = await emulator.GetAsync(EmulatorClient.Flow + "flows", ("Authorization", token));
        await emulator.PostAsync("__emulator/tokens/expire", string.Empty);
        var after = await emulator.GetAsync(EmulatorClient.Flow + "flows", ("Authorization", token));

        Assert.That(((int)issued.At("expires_in")!, issued.Text("token_type")), Is.EqualTo((86399, "bearer")));
        Assert.That((before.Status, after.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task Organizations_and_sandboxes_are_worlds_of_their_own()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.ConnectionAsync();

        var here = await emulator.GetAsync(EmulatorClient.Flow + "connections/" + id);
        var otherSandbox = await emulator.GetAsync(EmulatorClient.Flow + "connections/" + id, ("x-sandbox-name", "prod"));
        var otherOrganization = await emulator.GetAsync(EmulatorClient.Flow + "connections/" + id, ("x-gw-ims-org-id", "OTHER@AdobeOrg"));

        Assert.That((here.Status, otherSandbox.Status, otherOrganization.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound)));
    }

    [Test]
    public async Task Two_hosts_on_one_file_see_one_world_also_after_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), $"flowplan-emulator-{Guid.NewGuid():N}", "emulator.db");
        string id;
        await using (var first = await EmulatorClient.StartAsync(new EmulatorOptions { DataFile = file }))
        {
            await using var second = await EmulatorClient.StartAsync(new EmulatorOptions { DataFile = file });
            id = await first.ConnectionAsync();
            Assert.That((await second.GetAsync(EmulatorClient.Flow + "connections/" + id)).Status, Is.EqualTo(HttpStatusCode.OK));
        }

        await using (var later = await EmulatorClient.StartAsync(new EmulatorOptions { DataFile = file }))
            Assert.That((await later.GetAsync(EmulatorClient.Flow + "connections/" + id)).Status, Is.EqualTo(HttpStatusCode.OK));
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Test]
    public async Task Recorded_requests_keep_the_token_back()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.ConnectionAsync();

        var recorded = emulator.Host.Requests.Single();

        Assert.That((recorded.Method, recorded.Status), Is.EqualTo(("POST", 201)));
        Assert.That(recorded.Headers["authorization"], Does.Not.Contain("emulator-test"));
        Assert.That(recorded.Body, Does.Contain("\"name\":\"Web\""));
    }
}
