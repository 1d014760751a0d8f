using System.Text.Json.Nodes;

namespace FlowPlan.Cli.Tests.Commands.States;

/// <summary>Commands that show, replace and restore the state beside a manifest.</summary>
public sealed class StateCommandTests
{
    private InProcess cli = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        cli = new InProcess().Declare("a", "b");
        await SuccessAsync("apply", cli.Manifest, "--auto-approve");
    }

    [TearDown]
    public void TearDown() => cli.Dispose();

    private string Lockfile => Path.Combine(cli.Manifest, "flowplan.dev.lock.json");

    [Test]
    public async Task What_is_pulled_is_the_lockfile_byte_by_byte() =>
        Assert.That(await SuccessAsync("state", "pull", cli.Manifest), Is.EqualTo(await File.ReadAllTextAsync(Lockfile)));

    [Test]
    public async Task Each_command_answers_programs_in_JSON()
    {
        var list = JsonNode.Parse(await SuccessAsync("state", "list", cli.Manifest, "--format", "json"))!.AsArray();
        var show = JsonNode.Parse(await SuccessAsync("state", "show", "base.a", cli.Manifest, "--format", "json"))!;
        var history = JsonNode.Parse(await SuccessAsync("state", "history", cli.Manifest, "--format", "json"))!.AsArray();
        var renamed = JsonNode.Parse(await SuccessAsync("state", "mv", "base.a", "base.c", cli.Manifest, "--format", "json"))!;
        var removed = JsonNode.Parse(await SuccessAsync("state", "rm", "base.c", cli.Manifest, "--format", "json"))!;

        Assert.Multiple(() =>
        {
            Assert.That(list.Select(r => (string)r!["address"]!), Is.EqualTo(new[] { "base.a", "base.b" }));
            Assert.That((string)show["id"]!, Is.EqualTo((string)list[0]!["id"]!));
            Assert.That(history.Select(v => (long)v!["serial"]!), Is.Ordered.Descending.And.Not.Empty);
            Assert.That(((string)renamed["from"]!, (string)renamed["to"]!), Is.EqualTo(("base.a", "base.c")));
            Assert.That((string)removed["id"]!, Is.EqualTo((string)list[0]!["id"]!));
        });
    }

    [Test]
    public async Task A_renamed_object_is_known_under_its_new_address()
    {
        cli.Declare("b", "c");
        await SuccessAsync("state", "mv", "base.a", "base.c", cli.Manifest);

        Assert.That(await SuccessAsync("plan", cli.Manifest), Does.Contain("update base.c").And.Contain("1 to update, 1 unchanged"));
    }

    [TestCase("base.x", "base.c", "no resource 'base.x'")]
    [TestCase("base.a", "base.b", "'base.b' already")]
    [TestCase("base.a", "other.c", "not the address of a base")]
    public async Task A_name_that_cannot_be_given_is_refused(string from, string to, string why)
    {
        var before = await File.ReadAllTextAsync(Lockfile);

        var (exit, _, error) = await cli.RunAsync("state", "mv", from, to, cli.Manifest);

        Assert.That((exit, error), Is.EqualTo((1, error)));
        Assert.That(error, Does.Contain("FP6024").And.Contain(why));
        Assert.That(await File.ReadAllTextAsync(Lockfile), Is.EqualTo(before));
    }

    [Test]
    public async Task A_lockfile_is_pushed_when_it_follows_the_one_that_is_there()
    {
        var old = await PullToAsync("old.json");
        await SuccessAsync("state", "mv", "base.a", "base.c", cli.Manifest);
        var next = await PullToAsync("next.json");
        await SuccessAsync("state", "push", next, cli.Manifest);

        var (exit, _, error) = await cli.RunAsync("state", "push", old, cli.Manifest);
        Assert.That(exit, Is.Not.Zero);
        Assert.That(error, Does.Contain("FP6021").And.Contain("later changes"));
        await SuccessAsync("state", "push", old, cli.Manifest, "--force");
        Assert.That(await SuccessAsync("state", "list", cli.Manifest), Does.Contain("base.a"));
    }

    [Test]
    public async Task A_lockfile_of_another_lineage_is_refused()
    {
        var theirs = await PullToAsync("theirs.json");
        File.Delete(Lockfile);
        cli.Providers.Platform.Fake("base").Objects.Clear();
        await SuccessAsync("apply", cli.Manifest, "--auto-approve");

        var (exit, _, error) = await cli.RunAsync("state", "push", theirs, cli.Manifest);
        Assert.That(exit, Is.Not.Zero);
        Assert.That(error, Does.Contain("FP6021").And.Contain("another state"));
    }

    [Test]
    public async Task What_cannot_be_read_is_not_pushed()
    {
        var damaged = Path.Combine(cli.Manifest, "damaged.json");
        await File.WriteAllTextAsync(damaged, (await File.ReadAllTextAsync(Lockfile)).Replace("base.a", "base.z", StringComparison.Ordinal));

        Assert.That((await cli.RunAsync("state", "push", damaged, cli.Manifest)).Error, Does.Contain("FP6005"));
        Assert.That((await cli.RunAsync("state", "push", Path.Combine(cli.Manifest, "none.json"), cli.Manifest)).Error, Does.Contain("FP6021"));
    }

    [Test]
    public async Task An_earlier_version_is_restored_even_over_a_damaged_lockfile()
    {
        await SuccessAsync("state", "mv", "base.a", "base.c", cli.Manifest);
        var versions = JsonNode.Parse(await SuccessAsync("state", "history", cli.Manifest, "--format", "json"))!.AsArray().Select(v => (long)v!["serial"]!).ToList();
        await File.WriteAllTextAsync(Lockfile, "{}");

        var (missing, _, error) = await cli.RunAsync("state", "rollback", "99", cli.Manifest);
        await SuccessAsync("state", "rollback", $"{versions[1]}", cli.Manifest);

        Assert.That((missing, error), Is.EqualTo((1, error)));
        Assert.That(error, Does.Contain("FP6016"));
        Assert.That(await SuccessAsync("state", "list", cli.Manifest), Does.Contain("base.a"));
    }

    [Test]
    public async Task While_an_interrupted_run_has_a_journal_nothing_is_replaced()
    {
        await File.WriteAllTextAsync(Lockfile + ".journal", "0123456789abcdef {}\n");

        Assert.That((await cli.RunAsync("state", "rollback", "1", cli.Manifest)).Error, Does.Contain("FP6020").And.Contain("--discard-journal"));
        Assert.That((await cli.RunAsync("state", "mv", "base.a", "base.c", cli.Manifest)).Error, Does.Contain("FP6201"));
        var serial = JsonNode.Parse(await File.ReadAllTextAsync(Lockfile))!["serial"]!;
        await SuccessAsync("state", "rollback", $"{serial}", cli.Manifest, "--discard-journal");
        Assert.That(File.Exists(Lockfile + ".journal"), Is.False);
    }

    [Test]
    public async Task A_lock_file_cannot_be_held_without_a_process() =>
        Assert.That((await cli.RunAsync("state", "lock", cli.Manifest, "--for", "2h")).Error, Does.Contain("FP6107"));

    [TestCase("0s")]
    [TestCase("200h")]
    [TestCase("soon")]
    public async Task A_lock_lasts_for_a_sensible_time(string duration) =>
        Assert.That((await cli.RunAsync("state", "lock", cli.Manifest, "--for", duration)).Error, Does.Contain("FP9002").And.Contain("--for"));

    [TestCase("file")]
    [TestCase("nowhere")]
    public async Task A_state_is_moved_only_to_another_place(string to) =>
        Assert.That((await cli.RunAsync("state", "migrate", cli.Manifest, "--to", to)).Error, Does.Contain(to == "file" ? "FP6022" : "FP6403"));

    private async Task<string> PullToAsync(string name)
    {
        var path = Path.Combine(cli.Manifest, name);
        await File.WriteAllTextAsync(path, await SuccessAsync("state", "pull", cli.Manifest));
        return path;
    }

    private async Task<string> SuccessAsync(params string[] arguments)
    {
        var (exit, output, error) = await cli.RunAsync(arguments);
        Assert.That(exit, Is.Zero, output + error);
        return output;
    }
}
