using FlowPlan.Core.Values;

namespace FlowPlan.Cli.Tests.Commands;

/// <summary><c>flowplan drift --accept</c>.</summary>
internal sealed class AcceptedDriftTests
{
    private const string Entry = "accept:\n  - { resource: RESOURCE, FIELD reason: a test, until: DAY }\n";

    [TestCase("base.a", "field: name,", "2999-12-31", 0, "Accepted: base.a name, until 2999-12-31: a test\n")]
    [TestCase("base.*", "", "2999-12-31", 0, "Accepted: base.a name, until 2999-12-31: a test\n")]
    [TestCase("base.a", "field: other,", "2999-12-31", 3, "warning FP7014: the accepted change of base.a matches no drift\n")]
    [TestCase("base.b", "", "2999-12-31", 3, "warning FP7014: the accepted change of base.b matches no drift\n")]
    [TestCase("base.a", "", "2026-01-31", 3, "warning FP7013: the change of base.a was accepted until 2026-01-31\n")]
    public async Task An_accepted_change_is_left_out_until_its_last_day(string resource, string field, string day, int exitCode, string told)
    {
        using var cli = await DriftedAsync();
        var run = await RunAsync(cli, Entry.Replace("RESOURCE", $"'{resource}'", StringComparison.Ordinal).Replace("FIELD", field, StringComparison.Ordinal).Replace("DAY", day, StringComparison.Ordinal));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Error);
        Assert.That(run.Error, Does.StartWith(told));
        Assert.That(run.Output, exitCode == 0 ? Does.StartWith("No drift.") : Does.Contain("base.a"));
    }

    [Test]
    public async Task A_deletion_is_accepted_only_as_a_whole()
    {
        using var cli = await DriftedAsync();
        cli.Providers.Platform.Fake("base").Objects.Clear();

        var ofField = await RunAsync(cli, "accept: [{ resource: base.a, field: name, reason: r, until: 2999-01-01 }]\n");
        var ofAll = await RunAsync(cli, "accept: [{ resource: base.a, reason: r, until: 2999-01-01 }]\n");

        Assert.That((ofField.ExitCode, ofAll.ExitCode), Is.EqualTo((3, 0)), ofField.Error + ofAll.Error);
        Assert.That(ofAll.Error, Is.EqualTo("Accepted: base.a deleted, until 2999-01-01: r\n"));
    }

    [TestCase("accept: {}\n")]
    [TestCase("bogus: 1\naccept: []\n")]
    [TestCase("accept: [a]\n")]
    [TestCase("accept: [{ reason: r, until: 2999-01-01 }]\n")]
    [TestCase("accept: [{ resource: base.a, until: 2999-01-01 }]\n")]
    [TestCase("accept: [{ resource: base.a, reason: r }]\n")]
    [TestCase("accept: [{ resource: base.a, reason: r, until: soon }]\n")]
    [TestCase("accept: [{ resource: base.a, reason: r, until: 2999-01-01, fields: a }]\n")]
    [TestCase("accept: [{ resource: base.a, reason: r, until: 2999-01-01, field: 3 }]\n")]
    public async Task A_file_of_the_wrong_form_stops_the_command(string file)
    {
        using var cli = await DriftedAsync();

        var run = await RunAsync(cli, file);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Error, Does.StartWith("error FP7012: ").And.Contain("accepted.yaml:"));
        Assert.That(run.Output, Is.Empty);
    }

    /// <summary>An object whose name was changed on the platform.</summary>
    private static async Task<InProcess> DriftedAsync()
    {
        var cli = new InProcess().Declare("a");
        await cli.RunAsync("apply", cli.Manifest, "--auto-approve");
        var objects = cli.Providers.Platform.Fake("base").Objects;
        objects["id-0001"] = (Value.Map.Of(("name", Value.Of("changed"))), objects["id-0001"].Version + 1);
        return cli;
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(InProcess cli, string file)
    {
        var path = Path.Combine(cli.Manifest, "accepted.yaml");
        await File.WriteAllTextAsync(path, file);
        return await cli.RunAsync("drift", cli.Manifest, "--accept", path);
    }
}
