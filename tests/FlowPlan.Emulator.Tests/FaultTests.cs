using System.Net;
using System.Text.Json;
using FlowPlan.Emulator.Settings;

namespace FlowPlan.Emulator.Tests;

public sealed class FaultTests
{
    [TestCase("""{"status":429,"retryAfter":7}""", 429)]
    [TestCase("""{"status":503,"retryAfterDate":7}""", 503)]
    [TestCase("""{"status":500}""", 500)]
    [TestCase("""{"hide":true}""", 404)]
    public async Task A_scripted_status_is_returned_once_and_nothing_is_done(string fault, int status)
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = $"[{fault}]" });

        var injected = await emulator.GetAsync(EmulatorClient.Flow + "connections");
        var after = await emulator.GetAsync(EmulatorClient.Flow + "connections");

        Assert.That(((int)injected.Status, after.Status), Is.EqualTo((status, HttpStatusCode.OK)));
        if (fault.Contains("retryAfter", StringComparison.Ordinal))
            Assert.That(RetryAfterSeconds(injected.Response.Headers.RetryAfter), Is.EqualTo(7).Within(2));
    }

    [TestCase("before", 0)]
    [TestCase("after", 1)]
    public async Task A_connection_is_cut_before_or_after_the_work(string when, int created)
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = $$"""[{"method":"POST","cut":"{{when}}"}]""" });

        Assert.That(async () => await emulator.ConnectionAsync(), Throws.InstanceOf<HttpRequestException>());
        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "connections")).At("items")!.AsArray(), Has.Count.EqualTo(created));
    }

    [Test]
    public async Task A_body_is_truncated_under_its_announced_length()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = """[{"method":"POST","truncate":true}]""" });

        Assert.That(async () => await emulator.ConnectionAsync(), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public async Task An_answer_is_malformed_or_lacks_its_id()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = """[{"method":"POST","malformed":true},{"method":"POST","withoutId":true}]""" });

        Assert.That(async () => await emulator.ConnectionAsync("a"), Throws.InstanceOf<JsonException>());
        Assert.That(await emulator.ConnectionAsync("b"), Is.Null);
        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "connections")).At("items")!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_fault_can_skip_requests_and_match_by_path()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        await emulator.SendAsync(HttpMethod.Put, "__emulator/faults", """[{"path":"/flows$","skip":1,"times":2,"status":500}]""");

        var statuses = new List<int>();
        for (var i = 0; i < 4; i++)
        {
            await emulator.GetAsync(EmulatorClient.Flow + "connections");
            statuses.Add((int)(await emulator.GetAsync(EmulatorClient.Flow + "flows")).Status);
        }

        Assert.That(statuses, Is.EqualTo(new[] { 200, 500, 500, 200 }));
    }

    [Test]
    public async Task A_request_can_have_its_own_fault()
    {
        await using var emulator = await EmulatorClient.StartAsync();

        Assert.That((int)(await emulator.GetAsync(EmulatorClient.Flow + "flows", ("x-emulator-fault", """{"status":502}"""))).Status, Is.EqualTo(502));
    }

    [Test]
    public async Task Lists_lag_behind_and_single_reads_do_not()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { Settings = new EmulatorSettings { ListLagMilliseconds = 60_000 } });
        var id = await emulator.ConnectionAsync();

        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "connections")).At("items")!.AsArray(), Is.Empty);
        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "connections/" + id)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Tokens_expire_in_the_middle_when_told()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = """[{"path":"/flows$","expireTokens":true}]""" });
        var issued = await emulator.PostAsync("ims/token/v3?grant_type=client_credentials&client_id=a&client_secret=b&scope=s", string.Empty);
        var token = ("Authorization", (string?)("Bearer " + issued.Text("access_token")));

        var before = await emulator.GetAsync(EmulatorClient.Flow + "connections", token);
        var after = await emulator.GetAsync(EmulatorClient.Flow + "flows", token);

        Assert.That((before.Status, after.Status), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Unauthorized)));
    }

    [Test]
    public async Task An_edit_behind_the_services_back_moves_the_etag_and_names_somebody()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var id = await emulator.ConnectionAsync();
        var before = await emulator.GetAsync(EmulatorClient.Flow + "connections/" + id);

        await emulator.PostAsync($"__emulator/objects/connections/{id}?organization=ACME@AdobeOrg&sandbox=dev&user=jane@acme.com", """{"description":"hers"}""");
        var after = await emulator.GetAsync(EmulatorClient.Flow + "connections/" + id);

        Assert.That(after.Text("items", "0", "etag"), Is.Not.EqualTo(before.Text("items", "0", "etag")));
        Assert.That((after.Text("items", "0", "updatedBy"), after.Text("items", "0", "description")), Is.EqualTo(("jane@acme.com", "hers")));
    }

    [TestCase("not JSON", "the fault script is not valid")]
    [TestCase("", "the fault script is not valid")]
    [TestCase("null", "a fault rule must be an object")]
    [TestCase("[]", "a fault rule must be an object")]
    [TestCase("""{"status":500},{"status":501}""", "the fault script is not valid")]
    [TestCase("""{"nonsense":1}""", "unknown key 'nonsense' in a fault rule")]
    [TestCase("""{"path":"["}""", "the regular expression '[' is not valid")]
    public async Task A_malformed_fault_header_is_rejected_with_a_reason(string header, string reason)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        var answer = await emulator.GetAsync(EmulatorClient.Flow + "flows", ("x-emulator-fault", header));

        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(answer.Text("error"), Does.StartWith(reason));
        Assert.That(emulator.Host.FaultsInjected, Is.Zero);
    }

    [TestCase("{}")]
    [TestCase("[null]")]
    [TestCase("""[{"path":"["}]""")]
    public async Task A_broken_script_is_rejected_and_the_loaded_one_stays(string script)
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = """[{"status":503}]""" });

        var loaded = await emulator.SendAsync(HttpMethod.Put, "__emulator/faults", script);

        Assert.That(loaded.Status, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(loaded.Text("error"), Is.Not.Null.And.Not.Empty);
        Assert.That((int)(await emulator.GetAsync(EmulatorClient.Flow + "flows")).Status, Is.EqualTo(503));
    }

    [Test]
    public async Task A_script_can_be_empty()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = "[]" });

        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "flows")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_expression_that_takes_too_long_is_rejected()
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = """[{"path":"^/(a+)+$"}]""" });
        await emulator.DatasetAsync(await emulator.SchemaAsync(), new string('a', 64) + "!");

        var fault = await emulator.GetAsync(new string('a', 64) + "!");
        var filter = await emulator.GetAsync(EmulatorClient.Catalog + "dataSets?property=name==~" + Uri.EscapeDataString("^(a+)+$"));

        Assert.That((fault.Status, filter.Status), Is.EqualTo((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest)));
        Assert.That(fault.Text("error"), Is.EqualTo("the path '^/(a+)+$' of a fault rule took too long to match"));
        Assert.That(filter.Text("detail"), Is.EqualTo("The regular expression '^(a+)+$' took too long."));
    }

    [TestCase("{}")]
    [TestCase("[{\"nonsense\":1}]")]
    [TestCase("[")]
    public void A_broken_script_is_rejected_at_the_start(string script) => Assert.That(
        async () => await EmulatorHost.StartAsync(new EmulatorOptions { FaultScript = script }),
        Throws.InstanceOf<FormatException>());

    private static double? RetryAfterSeconds(System.Net.Http.Headers.RetryConditionHeaderValue? value) =>
        value?.Delta?.TotalSeconds ?? (value?.Date - DateTimeOffset.UtcNow)?.TotalSeconds;
}
