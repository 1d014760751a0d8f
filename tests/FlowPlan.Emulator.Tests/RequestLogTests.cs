namespace FlowPlan.Emulator.Tests;

/// <summary>Every request is in the log once, whatever becomes of it.</summary>
public sealed class RequestLogTests
{
    [TestCase("""{"delayMs":60000}""", 0)]
    [TestCase("""{"holdMs":60000}""", 1)]
    [CancelAfter(30_000)]
    public async Task A_request_whose_client_disconnects_during_a_fault_is_logged_with_status_0(string fault, int created, CancellationToken limit)
    {
        await using var emulator = await EmulatorClient.StartAsync();
        var header = ("x-emulator-fault", (string?)fault);
        using var cancellation = new CancellationTokenSource();

        var request = emulator.CreateConnectionAsync("Web", cancellation.Token, header);
        while (emulator.Host.FaultsInjected == 0)
            await Task.Delay(5, limit);
        await cancellation.CancelAsync();

        Assert.That(async () => await request, Throws.InstanceOf<OperationCanceledException>());
        while (emulator.Host.Requests.Count == 0)
            await Task.Delay(5, limit);
        var recorded = emulator.Host.Requests.Single();
        Assert.That((recorded.Method, recorded.Status), Is.EqualTo(("POST", 0)));
        Assert.That(recorded.Body, Does.Contain("\"name\":\"Web\""));
        Assert.That((await emulator.GetAsync(EmulatorClient.Flow + "connections")).At("items")!.AsArray(), Has.Count.EqualTo(created));
    }

    [TestCase("before")]
    [TestCase("after")]
    public async Task A_request_whose_connection_is_cut_is_logged_with_status_0(string when)
    {
        await using var emulator = await EmulatorClient.StartAsync(new EmulatorOptions { FaultScript = $$"""[{"method":"POST","cut":"{{when}}"}]""" });

        Assert.That(async () => await emulator.ConnectionAsync(), Throws.InstanceOf<HttpRequestException>());

        Assert.That(emulator.Host.Requests.Select(r => r.Status), Is.EqualTo(new[] { 0 }));
    }

    [TestCase("""{"status":503}""", 503)]
    [TestCase("not JSON", 400)]
    public async Task A_request_with_an_injected_error_is_logged_with_its_status(string fault, int status)
    {
        await using var emulator = await EmulatorClient.StartAsync();

        await emulator.GetAsync(EmulatorClient.Flow + "flows", ("x-emulator-fault", fault));

        Assert.That(emulator.Host.Requests.Select(r => r.Status), Is.EqualTo(new[] { status }));
    }

    [Test]
    public async Task The_log_is_in_the_order_of_arrival_and_can_be_cleared()
    {
        await using var emulator = await EmulatorClient.StartAsync();
        for (var i = 0; i < 3; i++)
            await emulator.GetAsync(EmulatorClient.Flow + "flows?limit=" + (i + 1));

        var log = (await emulator.GetAsync("__emulator/requests")).Body!.AsArray();
        await emulator.DeleteAsync("__emulator/requests");

        Assert.That(log.Select(r => ((string)r!["path"]!)[^1]), Is.EqualTo("123"));
        Assert.That((string?)log[0]!["status"], Is.EqualTo("200"));
        Assert.That((string?)log[0]!["headers"]!["authorization"], Is.EqualTo("(redacted)"));
        Assert.That(emulator.Host.Requests, Is.Empty);
    }
}
