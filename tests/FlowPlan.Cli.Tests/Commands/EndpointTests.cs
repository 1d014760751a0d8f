namespace FlowPlan.Cli.Tests.Commands;

/// <summary>Where API calls go. A setting that is silently ignored would send them to Adobe.</summary>
public sealed class EndpointTests
{
    private const string Gateway = "https://gateway.acme.com/";

    [Test]
    public async Task The_option_wins_over_the_variable_and_nothing_means_the_default()
    {
        using var cli = new InProcess().Declare("a");
        await cli.RunAsync("plan", cli.Manifest);
        cli.Variables["FLOWPLAN_ENDPOINT"] = "https://other.acme.com/";
        await cli.RunAsync("plan", cli.Manifest);
        await cli.RunAsync("plan", cli.Manifest, "--endpoint", Gateway);

        Assert.That(
            cli.Providers.Connections.Select(c => c.Endpoint?.ToString()),
            Is.EqualTo(new[] { null, "https://other.acme.com/", Gateway }));
    }

    [Test]
    public async Task The_emulator_starts_by_its_own_option_too()
    {
        using var cli = new InProcess().Declare("a");

        var plan = await cli.RunAsync("plan", cli.Manifest, "--emulator");

        Assert.That(plan.ExitCode, Is.Zero, plan.Error);
        Assert.That(cli.Providers.Connections.Single().Endpoint!.IsLoopback);
    }

    [Test]
    public async Task The_deprecated_variable_works_with_a_warning()
    {
        using var cli = new InProcess().Declare("a");
        cli.Variables["FLOWPLAN_TARGET"] = Gateway;

        var plan = await cli.RunAsync("plan", cli.Manifest);

        Assert.That(plan.ExitCode, Is.Zero, plan.Error);
        Assert.That(plan.Error, Does.StartWith("warning FP3054: FLOWPLAN_TARGET is deprecated"));
        Assert.That(cli.Providers.Connections.Single().Endpoint, Is.EqualTo(new Uri(Gateway)));
    }

    [TestCase(Gateway, 0)]
    [TestCase("emulator", 1)]
    public async Task Both_variables_must_agree(string target, int exitCode)
    {
        using var cli = new InProcess().Declare("a");
        cli.Variables["FLOWPLAN_ENDPOINT"] = Gateway;
        cli.Variables["FLOWPLAN_TARGET"] = target;

        var plan = await cli.RunAsync("plan", cli.Manifest);

        Assert.That(plan.ExitCode, Is.EqualTo(exitCode), plan.Error);
        Assert.That(plan.Error.Contains("FP3053", StringComparison.Ordinal), Is.EqualTo(exitCode == 1));
    }

    [TestCase("FLOWPLAN_ENDPOINT")]
    [TestCase("FLOWPLAN_TARGET")]
    public async Task A_variable_that_is_not_an_endpoint_is_an_error(string variable)
    {
        using var cli = new InProcess().Declare("a");
        cli.Variables[variable] = "ftp://x";

        var plan = await cli.RunAsync("plan", cli.Manifest);

        Assert.That(plan.ExitCode, Is.EqualTo(1));
        Assert.That(plan.Error, Does.Contain($"error FP3051: {variable} is not 'emulator' or an http(s) URL"));
        Assert.That(cli.Providers.Connections, Is.Empty);
    }
}
