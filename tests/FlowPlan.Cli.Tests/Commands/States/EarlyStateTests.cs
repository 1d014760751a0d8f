namespace FlowPlan.Cli.Tests.Commands.States;

/// <summary>The lockfile beside the manifest is read before the manifest is, and counts only where the manifest keeps its state there.</summary>
public sealed class EarlyStateTests
{
    /// <summary>Nothing listens on the discard port.</summary>
    private const string Unreachable = "http://127.0.0.1:9/state";

    private InProcess flowplan = null!;

    [SetUp]
    public async Task SetUp()
    {
        flowplan = new InProcess().Declare("a");
        Assert.That((await flowplan.RunAsync("apply", flowplan.Manifest, "--env", "dev", "--auto-approve")).ExitCode, Is.Zero);
    }

    [TearDown]
    public void TearDown() => flowplan.Dispose();

    [Test]
    public async Task It_counts_where_nothing_else_is_said()
    {
        var (exit, output, _) = await flowplan.RunAsync("plan", flowplan.Manifest, "--env", "dev");

        Assert.That((exit, output), Is.EqualTo((0, "No changes. shop (dev) in sandbox dev matches the manifest: 1 resource checked.\n")));
    }

    [Test]
    public async Task It_does_not_count_where_the_manifest_names_another_place()
    {
        flowplan.Variables["TF_HTTP_ADDRESS"] = Unreachable;
        flowplan.Write("state: http\nbases: { a: {} }\n");

        var (exit, output, error) = await flowplan.RunAsync("plan", flowplan.Manifest, "--env", "dev");

        Assert.That((exit, output), Is.EqualTo((1, string.Empty)), error);
        Assert.That(error, Does.Contain("127.0.0.1:9"));
    }

    [Test]
    public async Task It_does_not_count_where_the_process_names_another_place()
    {
        flowplan.Variables["FLOWPLAN_STATE"] = "http";

        var (exit, output, error) = await flowplan.RunAsync("plan", flowplan.Manifest, "--env", "dev");

        Assert.That((exit, output), Is.EqualTo((1, string.Empty)), error);
    }

    [Test]
    public async Task An_environment_that_is_a_path_leads_to_no_file()
    {
        var (exit, _, error) = await flowplan.RunAsync("plan", flowplan.Manifest, "--env", "../dev");

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(error, Does.Contain("'../dev'"));
    }

    [Test]
    public async Task An_invalid_manifest_is_reported_as_ever()
    {
        await File.WriteAllTextAsync(Path.Combine(flowplan.Manifest, "flowplan.dev.lock.json"), "{");
        flowplan.Write("bases: [\n");

        var (exit, _, error) = await flowplan.RunAsync("plan", flowplan.Manifest, "--env", "dev");

        Assert.That(exit, Is.EqualTo(1), error);
        Assert.That(error, Does.Contain("FP1004").And.Not.Contain("lock.json"));
    }

    [Test]
    public async Task A_lockfile_that_cannot_be_read_is_reported_once()
    {
        await File.WriteAllTextAsync(Path.Combine(flowplan.Manifest, "flowplan.dev.lock.json"), "{");

        var (exit, _, error) = await flowplan.RunAsync("plan", flowplan.Manifest, "--env", "dev");

        Assert.That(exit, Is.EqualTo(1));
        Assert.That(error.Split("error FP"), Has.Length.EqualTo(2), error);
    }
}
